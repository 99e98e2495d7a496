/** The works that are measured: the same shapes for us and for the peers (peers.py has them too). */
export const works = {
  'mnist 512-256-10': { examples: 60000, batch: 128, rounds: 6, toReach: { torch: 0.5, torchFused: 1.1, keras: 0.35 } },
  'mnist 128-128-10': {
    examples: 60000,
    batch: 32,
    rounds: 6,
    toReach: { torch: 1, torchFused: 1, keras: 1, kerasJit: 1, tfjs: 1 },
  },
  'line, 1000 epochs': { examples: 100, batch: 32, rounds: 3, epochs: 1000, limit: 0.25 },
  'cnn 32-64, 50 steps': { examples: 6400, batch: 128, rounds: 4, toReach: { keras: 1 } },
  'lstm 64, 100 long, 20 steps': { examples: 640, batch: 32, rounds: 4, toReach: { keras: 1 } },
  'transformer d 64, 50 steps': { examples: 1600, batch: 32, rounds: 4, toReach: { keras: 1 } },
}
