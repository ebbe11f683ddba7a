import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Icon, type IconName } from './Icon.tsx';
import css from './Segment.module.css';

export type SegmentChoice<T extends string> = {
  readonly value: T;
  readonly label: ReactNode;
  readonly icon?: IconName;
};
type Props<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly SegmentChoice<T>[];
  readonly onChange: (value: T) => void;
};

/** One of a few: a radio group that looks like one control. */
export function Segment<T extends string>({ label, value, choices, onChange }: Props<T>) {
  return (
    <ToggleButtonGroup
      className={css.segment}
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={keys => {
        const chosen = choices.find(choice => keys.has(choice.value));
        if (chosen) onChange(chosen.value);
      }}
    >
      {choices.map(choice => (
        <ToggleButton key={choice.value} id={choice.value} className={css.choice!}>
          {choice.icon ? <Icon name={choice.icon} /> : null}
          {choice.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
