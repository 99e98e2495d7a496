import { expect, test } from 'vitest'
import { classesOf, images } from '../../src/plot/images.ts'
import { stackOf } from '../../src/plot/pixels.ts'
import { right, wrong } from '../../src/plot/theme.ts'

const tensor = (shape: number[]) => ({ shape, dataSync: () => new Float32Array(shape.reduce((a, b) => a * b)) })

test('all shapes of images', () => {
  const sizes = (shape: number[]) => {
    const { count, height, width, channels } = stackOf(tensor(shape))
    return [count, height, width, channels]
  }
  expect(sizes([5, 784])).toEqual([5, 28, 28, 1])
  expect(sizes([5, 28, 28])).toEqual([5, 28, 28, 1])
  expect(sizes([5, 28, 28, 1])).toEqual([5, 28, 28, 1])
  expect(sizes([5, 32, 32, 3])).toEqual([5, 32, 32, 3])
  expect(sizes([28, 28])).toEqual([1, 28, 28, 1])
  expect(sizes([784])).toEqual([1, 28, 28, 1])
  expect(() => stackOf(tensor([5, 4, 4, 2]))).toThrow('images as [n, height, width]')
  expect(() => stackOf([[[1, 2], [3]]])).toThrow('images of equal size')
})

test('predictions right and wrong are told apart by colour and words', () => {
  const figure = images(tensor([3, 64]), { labels: [1, 2, 3], predictions: [1, 2, 0] })
  expect(figure.data[0]!.textfont.color).toEqual([right, right, wrong])
  expect(figure.data[0]!.text[2]).toBe('<b>0</b> (is 3)')
  expect(figure.description).toBe('3 images of 8 × 8 pixels, 2 of 3 predicted right')
})

test('labels may be one-hot rows, tensors and words', () => {
  expect(
    classesOf(
      [
        [0, 1],
        [1, 0],
      ],
      'labels',
    ),
  ).toEqual([1, 0])
  expect(classesOf({ shape: [2, 2], dataSync: () => Float32Array.of(0.2, 0.8, 0.9, 0.1) }, 'labels')).toEqual([1, 0])
  expect(classesOf(['a'], 'labels')).toEqual(['a'])
})

test('a hundred digits stay small, and too few labels are refused', () => {
  expect(JSON.stringify(images(tensor([100, 784]), { count: 100 })).length).toBeLessThan(60_000)
  expect(() => images(tensor([3, 64]), { labels: [1] })).toThrow('one of `labels` for each of the 3 images, found 1')
})

test('two images are wide enough for their title, and stay square', () => {
  const { layout } = images(tensor([2, 64]), { title: 'What the network looks at in a seven' })
  expect(layout.width).toBeGreaterThan(340)
  expect(layout.xaxis.range).toEqual([0, layout.width - 24])
  expect(layout.images[0].sizex).toBe(220)
  expect(images(tensor([2, 64])).layout.width).toBe(244)
})
