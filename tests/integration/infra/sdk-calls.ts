import { type ESTree, parseSync, Visitor } from "vite";

/** A use of an SDK client in the code; a subscription by its method, such as `onCleared`. */
export interface SdkCall {
  package: string;
  client: string;
  method: string;
  /** `file:line` */
  at: string;
  /** The app does without it where the registration lacks the permission. */
  optional?: boolean;
}

type Client = Pick<SdkCall, "package" | "client">;

const contactEvent = {
  package: "@amazon-connect/contact",
  client: "ContactClient",
  method: "onConnected",
};
const settingsClient = "@/lib/connect/settings-client";

/** Hooks that read what the connection follows by itself, where the registration lets it: the event of each. */
const followed: Record<string, Omit<SdkCall, "at">> = {
  useContactState: contactEvent,
  useContacts: contactEvent,
  useVisualMode: {
    package: settingsClient,
    client: "SettingsClient",
    method: "onVisualModeChange",
    optional: true,
  },
};

interface Source {
  path: string;
  imports: Set<string>;
  exports: Set<string>;
  calls: SdkCall[];
}

/**
 * What the app asks of the SDK, in `sources` (path → text). A file of the binding counts when another
 * file that counts imports something from it: a hook that nobody uses asks for nothing.
 */
export function collectSdkCalls(sources: Record<string, string>): SdkCall[] {
  const all = Object.entries(sources).map(([path, text]) => read(path, text));
  const counted = new Set(all.filter(({ path }) => !path.startsWith("lib/connect/")));
  // A set takes additions while it is iterated over, and visits them.
  for (const { imports } of counted) {
    for (const source of all) {
      if ([...source.exports].some((name) => imports.has(name))) counted.add(source);
    }
  }
  return [...counted].flatMap(({ calls }) => calls);
}

function read(path: string, text: string): Source {
  const { program, module } = parseSync(path, text);
  const imported = module.staticImports
    .flatMap(({ moduleRequest, entries }) =>
      entries.map((entry) => ({ ...entry, from: moduleRequest.value })),
    )
    .filter(({ isType }) => !isType);
  const exported = module.staticExports
    .flatMap(({ entries }) => entries)
    .filter(({ isType, moduleRequest }) => !isType && moduleRequest === null);
  const clients = new Map<string, Client>(
    imported
      // Core has loggers and providers, and no client.
      .filter(({ from }) => /^@amazon-connect\/(?!core$)|\/settings-client$/.test(from))
      .map(({ from, importName, localName }) => [
        localName.value,
        {
          package: from.endsWith("/settings-client") ? settingsClient : from,
          client: importName.name ?? "",
        },
      ]),
  );

  const calls: SdkCall[] = [];
  const clientOf = new Map<string, Client>();
  // `useConnectClient(C)`, `connection.getClient(C)`, `new C(…)`, or a variable that holds one.
  function yielded(node: ESTree.Node | null) {
    if (node?.type === "Identifier") return clientOf.get(node.name);
    if (node?.type === "NewExpression") return clients.get(nameOf(node.callee));
    if (node?.type !== "CallExpression") return undefined;
    const getsClient = /^(useConnectClient|getClient)$/.test(nameOf(node.callee));
    return getsClient ? clients.get(nameOf(node.arguments[0])) : undefined;
  }
  function note(client: Client | undefined, method: string, start: number) {
    if (!client) return;
    calls.push({ ...client, method, at: `${path}:${text.slice(0, start).split("\n").length}` });
  }

  for (const { importName, localName, from } of imported) {
    const event = followed[importName.name ?? ""];
    if (from === "@/lib/connect" && event) note(event, event.method, localName.start);
  }
  new Visitor({
    VariableDeclarator({ id, init }) {
      const client = yielded(init);
      if (client) clientOf.set(nameOf(id), client);
    },
  }).visit(program);
  new Visitor({
    MemberExpression(node) {
      note(yielded(node.object), nameOf(node.property), node.start);
    },
    CallExpression({ callee, arguments: [client, name], start }) {
      const hook = nameOf(callee);
      if (name?.type !== "Literal" || typeof name.value !== "string") return;
      if (hook === "useConnectRequest") note(clients.get(nameOf(client)), name.value, start);
      if (hook === "useConnectEvent") note(clients.get(nameOf(client)), `on${name.value}`, start);
    },
  }).visit(program);

  // The core of the binding asks for what the registration grants, and for nothing else.
  const isCore = path.startsWith("lib/connect/") && !path.startsWith("lib/connect/hooks/");
  return {
    path,
    imports: new Set(imported.map(({ importName }) => importName.name ?? "")),
    exports: new Set(exported.map(({ exportName }) => exportName.name ?? "")),
    calls: isCore ? [] : calls,
  };
}

function nameOf(node: ESTree.Node | undefined): string {
  if (node?.type === "MemberExpression") return nameOf(node.property);
  return node?.type === "Identifier" ? node.name : "";
}
