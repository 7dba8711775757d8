import type { LinkPlatform, LinkTarget } from './link-target.js';
import { readLink } from './link-rules.js';

/** Reads links and handles for whoever has only the text: the command line, the palette, intake. Needs nothing. */
export class LinkReaderService {
  /** Null when the text is no link or handle of a known platform; `hint` is the platform of a bare handle. */
  read(text: string, hint: LinkPlatform = 'telegram'): LinkTarget | null {
    return readLink(text, hint);
  }
}
