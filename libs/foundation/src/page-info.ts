import { Field, ObjectType } from '@nestjs/graphql';

/** Where a page of a list ends and whether more follows. */
@ObjectType('PageInfo')
export class PageInfo {
  /** Opaque; null on an empty page. */
  @Field(() => String, { nullable: true })
  endCursor!: string | null;

  @Field(() => Boolean)
  hasNextPage!: boolean;
}

/**
 * Makes a page of rows that were asked for with one more than the page holds; `cursorOf` gives the cursor of a row.
 */
export function pageOf<Row>(
  rowsAndOne: readonly Row[],
  size: number,
  cursorOf: (row: Row) => string,
): { nodes: Row[]; pageInfo: PageInfo } {
  const nodes = rowsAndOne.slice(0, size);
  const last = nodes.at(-1);
  return {
    nodes,
    pageInfo: { endCursor: last === undefined ? null : cursorOf(last), hasNextPage: rowsAndOne.length > size },
  };
}
