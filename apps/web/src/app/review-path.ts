/** Where the next case of a queue is worked: appeals have a screen of their own. */
export function reviewPath(queue: { readonly id: string; readonly kind: string }): string {
  return queue.kind === 'appeals' || queue.kind === 'appeals_specialist'
    ? `/appeals/next?queue=${queue.id}`
    : `/review/${queue.id}`;
}
