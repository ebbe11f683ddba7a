import { numberParts } from '../../shared/domain/writing/number-parts.ts';

/** Words from outside in a direction of their own, their numbers as they were written. */
export const Said = ({ text }: { readonly text: string }) => (
  <bdi>
    {numberParts(text).map((part, i) =>
      part.isNumber ? (
        <bdi key={i} dir="ltr">
          {part.text}
        </bdi>
      ) : (
        part.text
      ),
    )}
  </bdi>
);
