import { parseSync } from "vite";

type Node = { type: string } & Record<string, unknown>;

/** A capitalised word with more words behind it. */
const sentence = /^\p{Lu}[\p{L}'’]* \p{L}/u;
const letter = /\p{L}/u;

/**
 * The texts that a source file has written out for people to read: between tags, in an attribute other
 * than those for machines, in an expression that a tag shows, and whole sentences anywhere. An error's
 * message and the console are for developers.
 */
export function literalTexts(file: string, source: string): string[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: string[] = [];

  function visit(value: unknown, pattern: RegExp): void {
    if (Array.isArray(value)) for (const each of value) visit(each, pattern);
    else if (isNode(value)) visitNode(value, pattern);
  }

  function visitNode(node: Node, pattern: RegExp): void {
    if (isForMachines(node)) return;
    const text = textOf(node);
    if (text && pattern.test(text)) found.push(text);
    for (const [name, child] of Object.entries(node)) {
      visit(child, patternBelow(node, name, pattern));
    }
  }

  visit(program, sentence);
  return found;
}

function isForMachines(node: Node): boolean {
  const name = isNode(node.name) ? node.name.name : "";
  return (
    node.type === "ImportDeclaration" ||
    node.type === "BinaryExpression" ||
    node.type === "NewExpression" ||
    (node.type === "CallExpression" && isConsole(node.callee)) ||
    (node.type === "JSXAttribute" && name === "className")
  );
}

function isConsole(callee: unknown): boolean {
  return isNode(callee) && isNode(callee.object) && callee.object.name === "console";
}

function textOf(node: Node): string | null {
  if (node.type === "JSXText") return String(node.value).trim();
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "TemplateElement") return (node.value as { cooked: string }).cooked;
  return null;
}

/** What counts as text: any letter in what a tag shows, a capital or a space in what it is given. */
function patternBelow(node: Node, name: string, pattern: RegExp): RegExp {
  if (node.type === "JSXElement" || node.type === "JSXFragment") return letter;
  if (node.type === "JSXOpeningElement") return sentence;
  if (node.type === "JSXAttribute") return /^\p{Lu}|\p{L} \p{L}/u;
  if (node.type === "CallExpression" && name === "arguments") return sentence;
  return pattern;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}
