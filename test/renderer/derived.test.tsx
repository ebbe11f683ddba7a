// Stores that change one after the other draw nothing while what they say together stays.
import { act, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { create } from 'zustand';
import { useDerived } from '../../renderer/stores/derived.ts';

test('drawn anew only where what several stores say together has changed', () => {
  const ringing = create<{ id: string | null }>()(() => ({ id: 'a' }));
  const held = create<{ id: string | null }>()(() => ({ id: null }));
  const stores = [ringing, held];
  let drawn = 0;
  function Shown() {
    drawn += 1;
    const { at } = useDerived(stores, () => ({ at: held.getState().id ?? ringing.getState().id ?? 'none' }));
    return <p>{at}</p>;
  }
  render(<Shown />);
  expect(drawn).toBe(1);
  act(() => held.setState({ id: 'a' }));
  act(() => ringing.setState({ id: null }));
  expect(drawn).toBe(1);
  expect(screen.getByText('a')).toBeDefined();
  act(() => held.setState({ id: 'b' }));
  expect(drawn).toBe(2);
  expect(screen.getByText('b')).toBeDefined();
});
