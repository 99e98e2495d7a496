/** A diagram of every kind that has a still picture, and words that must stand in it. */
export const kinds: Record<string, [text: string, ...words: string[]]> = {
  flowchart: [
    `flowchart TD
  D[(training data)] -->|a batch| F[forward pass]
  F -- no --> L{good?}
  subgraph S [every step]
    L ==> O([optimizer]) & H{{hexagon}} & C((circle)) & T[/slanted/] & U>flag]
  end
  O -.-> D`,
    'training data',
    'a batch',
    'every step',
    'slanted',
  ],
  sequence: [
    `sequenceDiagram
  autonumber
  participant U as User
  actor M as Model
  U->>+M: predict(x)
  M-->>-U: answer
  Note right of M: a note
  loop every batch
    alt good
      U->>M: gradient()
    else bad
      U-xM: stop
    end
  end`,
    'User',
    'predict(x)',
    'a note',
    '[every batch]',
  ],
  class: [
    `classDiagram
  class Model {
    <<abstract>>
    +int parameters
    +fit(x, y) History
  }
  Model <|-- Sequential : is a
  Model "1" *-- "n" Layer
  note for Model "a note"
  namespace N {
    class Inner
  }`,
    '«abstract»',
    'is a',
    'a note',
  ],
  state: [
    `stateDiagram-v2
  [*] --> Idle
  Idle --> Training : fit
  state Training {
    [*] --> Forward
    Forward --> Backward
  }
  note right of Idle : waits
  Training --> [*]`,
    'Idle',
    'Training',
    'waits',
    'fit',
  ],
  er: [
    `erDiagram
  USER ||--o{ RATING : gives
  USER {
    int id PK "the key"
    string name
  }`,
    'USER',
    'gives',
    'PK',
  ],
  pie: ['pie showData title Test images\n  "right" : 386\n  "wrong" : 85', 'Test images', 'right [386]', '82%'],
  mindmap: [
    'mindmap\n  root((training))\n    losses\n      (squared)\n    [optimizers]\n      {{Adam}}',
    'training',
    'squared',
    'Adam',
  ],
  gantt: [
    `gantt
  title A plan
  dateFormat YYYY-MM-DD
  section Data
  collect :done, a1, 2024-01-01, 30d
  label :active, after a1, 20d
  section Training
  tune :crit, 24d`,
    'A plan',
    'collect',
    'Training',
  ],
  timeline: [
    'timeline\n  title History\n  section Early\n  1958 : Perceptron\n  1986 : Back-propagation : Rumelhart',
    'History',
    '1958',
    'Rumelhart',
  ],
  gitGraph: [
    'gitGraph\n  commit id: "first"\n  branch develop\n  commit tag: "v1"\n  checkout main\n  merge develop',
    'first',
    'develop',
    'v1',
  ],
  xychart: [
    'xychart-beta\n  title "Loss"\n  x-axis "epoch" [1, 2, 3]\n  y-axis "loss" 0 --> 2\n  bar [1.8, 1.2, 0.8]\n  line [1.9, 1.4, 1]',
    'Loss',
    'epoch',
  ],
  quadrant: [
    'quadrantChart\n  title Reach\n  x-axis Low --> High\n  y-axis Slow --> Fast\n  quadrant-1 keep\n  A: [0.3, 0.6]',
    'Reach',
    'Slow',
    'keep',
  ],
}

/** Kinds that only a page of a browser shows well. */
export const others = {
  journey: 'journey\n  title My day\n  section Work\n  Make tea: 5: Me',
  kanban: 'kanban\n  todo[Todo]\n    a[write]',
  radar: 'radar-beta\n axis a["A"], b["B"], c["C"]\n curve x["X"]{3, 4, 5}',
  treemap: 'treemap-beta\n"Data"\n  "train": 80\n  "test": 20',
  packet: 'packet-beta\n0-15: "Source"',
}
