import type { Network, NetworkSubject } from './network/network.js';

const HOUR_MS = 3_600_000;

/** What Telegram Desktop would write as result.json for one channel (newer form, with text_entities and unix times). */
export function telegramExport(network: Network, channel: NetworkSubject, now: Date): object {
  const forwarded = network.links.filter((link) => link.kind === 'forwards_from' && link.from === channel.nativeId);
  const sources = network.subjects.filter((one) => forwarded.some((link) => link.to === one.nativeId));
  const messages = channel.posts
    .map((post, index) => ({ post, source: sources[index % Math.max(sources.length, 1)] }))
    .sort((a, b) => b.post.hoursAgo - a.post.hoursAgo)
    .map(({ post, source }, index) => {
      const sentAt = new Date(now.getTime() - post.hoursAgo * HOUR_MS);
      return {
        id: index + 2,
        type: 'message',
        date: sentAt.toISOString().slice(0, 19),
        date_unixtime: String(Math.floor(sentAt.getTime() / 1000)),
        from: channel.title,
        from_id: channel.nativeId,
        ...(source && index % 2 === 1 ? { forwarded_from: source.title } : {}),
        ...(post.media === null
          ? {}
          : {
              file: '(File not included. Change data exporting settings to download.)',
              file_name: `${post.media.kind}.${post.media.mimeType.split('/')[1] ?? 'bin'}`,
              mime_type: post.media.mimeType,
              ...(post.media.durationSeconds === null ? {} : { duration_seconds: post.media.durationSeconds }),
            }),
        text: post.text,
        text_entities: [{ type: 'plain', text: post.text }],
      };
    });
  const createdAt = new Date(now.getTime() - channel.createdDaysAgo * 24 * HOUR_MS);
  return {
    name: channel.title,
    type: 'public_channel',
    id: Number(channel.nativeId.replace('channel', '')),
    messages: [
      {
        id: 1,
        type: 'service',
        date: createdAt.toISOString().slice(0, 19),
        date_unixtime: String(Math.floor(createdAt.getTime() / 1000)),
        actor: channel.title,
        actor_id: channel.nativeId,
        action: 'create_channel',
        title: channel.title,
        text: '',
        text_entities: [],
      },
      ...messages,
    ],
  };
}
