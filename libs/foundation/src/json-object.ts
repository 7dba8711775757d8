import { Kind, GraphQLScalarType, type ValueNode } from 'graphql';
import { invalid } from './errors.js';

function literal(node: ValueNode): unknown {
  switch (node.kind) {
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((field) => [field.name.value, literal(field.value)]));
    case Kind.LIST:
      return node.values.map(literal);
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.STRING:
    case Kind.BOOLEAN:
      return node.value;
    default:
      return null;
  }
}

function object(value: unknown): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw invalid('', 'A JSON object was expected.');
}

/** The GraphQL scalar JSONObject: an object whose members are said where it is used. */
export const JSONObject = new GraphQLScalarType<object, object>({
  name: 'JSONObject',
  serialize: object,
  parseValue: object,
  parseLiteral: (node) => object(literal(node)),
});
