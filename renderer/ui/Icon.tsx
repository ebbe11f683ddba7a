import {
  ArrowDown,
  ArrowDownLeft,
  ArrowUp,
  ArrowUpRight,
  Bell,
  Bookmark,
  Check,
  CheckCheck,
  ChevronDown,
  ChevronRight,
  ChevronUp,
  CircleDot,
  CirclePause,
  ClipboardList,
  Clock,
  Columns2,
  Contrast,
  CornerDownLeft,
  Download,
  Ellipsis,
  ExternalLink,
  Eye,
  FileText,
  Funnel,
  Globe,
  Grip,
  ImageOff,
  Inbox,
  Info,
  Heart,
  Keyboard,
  ListOrdered,
  Lock,
  type LucideIcon,
  Mail,
  Mailbox,
  Menu,
  MessageSquareOff,
  MessageSquareText,
  MessagesSquare,
  Mic,
  MicOff,
  MoveRight,
  Paperclip,
  Pause,
  Phone,
  PhoneMissed,
  PhoneOff,
  Pin,
  Reply,
  Rows3,
  Search,
  Send,
  ShieldCheck,
  ShieldHalf,
  ShieldQuestionMark,
  Star,
  StickyNote,
  TextQuote,
  TextSearch,
  TrendingDown,
  TrendingUp,
  TriangleAlert,
  Undo2,
  User,
  Users,
  WifiOff,
  X,
} from 'lucide-react';
import { createElement, type ReactElement } from 'react';
import type { Audience, Channel } from '../../shared/domain/primitives.ts';
import css from './Icon.module.css';

/** One picture to one noun: what looks the same is the same. */
const ICONS = {
  post: MessageSquareText,
  dm: Send,
  chat: MessagesSquare,
  mail: Mail,
  call: Phone,
  form: FileText,
  letter: Mailbox,
  star: Star,
  note: StickyNote,
  survey: ClipboardList,
  in: ArrowDownLeft,
  out: ArrowUpRight,
  reply: Reply,
  clip: Paperclip,
  deleted: MessageSquareOff,
  'no-image': ImageOff,
  public: Globe,
  private: Lock,
  clock: Clock,
  warn: TriangleAlert,
  check: Check,
  checks: CheckCheck,
  offline: WifiOff,
  info: Info,
  search: Search,
  find: TextSearch,
  close: X,
  down: ChevronDown,
  up: ChevronUp,
  right: ChevronRight,
  previous: ArrowUp,
  next: ArrowDown,
  more: Ellipsis,
  menu: Menu,
  theme: Contrast,
  density: Rows3,
  keys: Keyboard,
  enter: CornerDownLeft,
  undo: Undo2,
  filter: Funnel,
  external: ExternalLink,
  export: Download,
  beside: Columns2,
  keep: Bookmark,
  eye: Eye,
  inbox: Inbox,
  person: User,
  people: Users,
  proven: ShieldCheck,
  likely: ShieldHalf,
  shared: ShieldQuestionMark,
  rising: TrendingUp,
  falling: TrendingDown,
  steady: MoveRight,
  end: PhoneOff,
  missed: PhoneMissed,
  microphone: Mic,
  muted: MicOff,
  hold: Pause,
  keypad: Grip,
  recording: CircleDot,
  paused: CirclePause,
  bell: Bell,
  macro: TextQuote,
  thread: ListOrdered,
  heart: Heart,
  pin: Pin,
} as const satisfies Record<string, LucideIcon>;

export type IconName = keyof typeof ICONS;

type IconProps = {
  readonly name: IconName;
  /** `md` 16, `sm` 12, `lg` 20 px. */
  readonly size?: 'sm' | 'md' | 'lg';
  /** Words for it where no words stand beside it; without them it is decoration. */
  readonly label?: string;
};

/** What the library drew for a name, as elements: its own component takes several times as long to draw the same. */
const drawn = new Map<IconName, readonly ReactElement[]>();

function keepDrawn(name: IconName, svg: SVGSVGElement | null): void {
  if (!svg || drawn.has(name)) return;
  const shapes = [...svg.children].map((shape, key) => {
    const attributes = [...shape.attributes].map(({ name: attribute, value }) => [attribute, value]);
    return createElement(shape.localName, { ...Object.fromEntries(attributes), key });
  });
  drawn.set(name, shapes);
}

export function Icon({ name, size = 'md', label }: IconProps) {
  const named = label ? ({ role: 'img', 'aria-label': label } as const) : ({ 'aria-hidden': true } as const);
  const className = `${css.icon} ${css[size]}`;
  const shapes = drawn.get(name);
  if (shapes) {
    return (
      <svg viewBox="0 0 24 24" className={className} {...named}>
        {shapes}
      </svg>
    );
  }
  const Picture = ICONS[name];
  return <Picture ref={svg => keepDrawn(name, svg)} className={className} {...named} />;
}

const CHANNEL_ICONS: Readonly<Record<Channel, IconName>> = {
  x: 'post',
  facebook: 'post',
  instagram: 'post',
  mastodon: 'post',
  whatsapp: 'chat',
  sms: 'chat',
  chat: 'chat',
  email: 'mail',
  voice: 'call',
  web: 'form',
  letter: 'letter',
  review: 'star',
  internal: 'note',
};

/** A public post is a bubble; the same network's direct message a paper plane. */
export function channelIcon(channel: Channel, audience: Audience = 'public'): IconName {
  const icon = CHANNEL_ICONS[channel];
  return icon === 'post' && audience !== 'public' ? 'dm' : icon;
}
