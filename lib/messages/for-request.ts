import "server-only";
import { loadLanguage, type Messages } from ".";

/**
 * The texts in the language of the agent's browser, for a page or a response of the server. The server does not know
 * the agent's language in the workspace.
 */
export async function messagesFor({ headers }: Request): Promise<Messages> {
  const accepted = (headers.get("accept-language") ?? "").slice(0, 500).split(",");
  const weighted = accepted.map((item) => {
    const [tag = "", ...parameters] = item.trim().split(";");
    const weight = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find(Boolean);
    return { tag, weight: Number(weight ?? 1) };
  });
  const tags = weighted
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
  return (await loadLanguage(tags)).messages;
}
