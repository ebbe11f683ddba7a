// Files of one worker share the module that logs: where another file sent its lines is not where this one looks.
import { setLogSink } from '../../shared/lib/log.ts';

setLogSink(line => console.error(line));
