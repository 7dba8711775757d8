/** What the operation of a request was measured to cost, before anybody knows who asks; forgotten with the request. */
const costs = new WeakMap<object, number>();

export function rememberCost(request: object, cost: number): void {
  costs.set(request, cost);
}

/** 0 for what was not measured: sockets, REST. */
export function costOf(request: object): number {
  return costs.get(request) ?? 0;
}
