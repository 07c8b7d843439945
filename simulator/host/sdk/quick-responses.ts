// `@amazon-connect/quick-responses` is not on the public registry: these are its names and shapes on the port.

export const quickResponsesNamespace = "aws.connect.quick-responses";

export const quickResponsesRoutes = {
  isEnabled: "is-enabled",
  searchQuickResponses: "search-quick-responses",
} as const;

export type QuickResponsesEnabledState =
  | { isEnabled: true; knowledgeBaseId: string }
  | { isEnabled: false };

export interface SearchQuickResponses {
  channels: ("Chat" | "Email")[];
  queries?: {
    name: "content" | "name" | "description" | "shortcutKey";
    values: string[];
    operator: "CONTAINS" | "CONTAINS_AND_PREFIX";
    priority?: "HIGH" | "MEDIUM" | "LOW";
    allowFuzziness?: boolean;
  }[];
  attributes?: Record<string, string>;
  /** ms that the client waits for more typing. */
  debounceMS?: number;
  maxResults?: number;
  nextToken?: string;
}

export interface QuickResponse {
  contents: { markdown?: string; plainText?: string };
  knowledgeBaseId: string;
  name: string;
  quickResponseArn: string;
  quickResponseId: string;
  description?: string;
  shortcutKey?: string;
  attributesNotInterpolated?: string[];
}

export interface QuickResponses {
  results: QuickResponse[];
  nextToken?: string;
}
