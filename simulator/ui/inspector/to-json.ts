/** Converts anything that a MessagePort can carry to JSON, errors too; says so if that is impossible. */
export function toJson(value: unknown, indent?: number): string {
  try {
    const json = JSON.stringify(
      value,
      (_key, part) =>
        part instanceof Error
          ? { name: part.name, message: part.message, stack: part.stack }
          : part,
      indent,
    );
    return json ?? String(value);
  } catch (error) {
    return `Not to be shown as JSON: ${error instanceof Error ? error.message : error}`;
  }
}
