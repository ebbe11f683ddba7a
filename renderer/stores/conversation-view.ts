// What of each timeline is in view. Not state, because nothing is drawn from it.
import type { Place } from '../../shared/contract/bridge.ts';

type View = { readonly first: Place; readonly last: Place };
const views = new Map<string, View>();

/** First and last place in view, told by the timeline. */
export const tellInView = (key: string, first: Place, last: Place): void => void views.set(key, { first, last });
export const viewOf = (key: string): View | undefined => views.get(key);
export const forgetViews = (): void => views.clear();
