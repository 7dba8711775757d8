/** How long a frame may be waited for: one may never come, as in a window that is covered. */
const frameMs = 200;

/** Resolves once the next frame is on the screen, so that what is not seen does not hold up what is. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) return resolve();
    const late = setTimeout(resolve, frameMs);
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(late);
        resolve();
      }),
    );
    return undefined;
  });
}
