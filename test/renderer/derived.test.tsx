// Stores that change one after the other draw nothing while what they say together stays.
import { act, render, screen } from '@testing-library/react';
import { Profiler } from 'react';
import { expect, test, vi } from 'vitest';
import { create } from 'zustand';
import { useDerived } from '../../renderer/stores/derived.ts';

test('drawn anew only where what several stores say together has changed', () => {
  const ringing = create<{ id: string | null }>()(() => ({ id: 'a' }));
  const held = create<{ id: string | null }>()(() => ({ id: null }));
  const stores = [ringing, held];
  const drawn = vi.fn<() => void>();
  function Shown() {
    const { at } = useDerived(stores, () => ({ at: held.getState().id ?? ringing.getState().id ?? 'none' }));
    return <p>{at}</p>;
  }
  render(
    <Profiler id="shown" onRender={drawn}>
      <Shown />
    </Profiler>,
  );
  expect(drawn).toHaveBeenCalledTimes(1);
  act(() => held.setState({ id: 'a' }));
  act(() => ringing.setState({ id: null }));
  expect(drawn).toHaveBeenCalledTimes(1);
  expect(screen.getByText('a')).toBeDefined();
  act(() => held.setState({ id: 'b' }));
  expect(drawn).toHaveBeenCalledTimes(2);
  expect(screen.getByText('b')).toBeDefined();
});
