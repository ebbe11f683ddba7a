import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Icon, type IconName } from './Icon.tsx';
import css from './Segment.module.css';

type Option<T extends string> = { readonly id: T; readonly label: string; readonly icon?: IconName };
type SegmentProps<T extends string> = {
  readonly label: string;
  readonly options: readonly Option<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
};

/** One of a few, all in sight. */
export function Segment<T extends string>({ label, options, value, onChange }: SegmentProps<T>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={css.segment!}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={keys => {
        const chosen = options.find(option => keys.has(option.id));
        if (chosen) onChange(chosen.id);
      }}
    >
      {options.map(option => (
        <ToggleButton key={option.id} id={option.id} className={css.option!}>
          {option.icon ? <Icon name={option.icon} /> : null}
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
