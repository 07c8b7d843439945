/** A message template of the simulated instance. `{{Attributes.orderId}}` is an attribute of the contact. */
export interface SampleTemplate {
  id: string;
  name: string;
  description: string;
  subject: string;
  plainText: string;
  html?: string;
  attachments: readonly { fileName: string; text: string }[];
}

export interface SampleResponse {
  id: string;
  name: string;
  description: string;
  shortcutKey: string;
  channels: readonly ("Chat" | "Email")[];
  plainText: string;
  markdown?: string;
}

function id(number: number): string {
  return `7e5f1e1d-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

export const knowledgeBaseId = id(1);

export const sampleTemplates: readonly SampleTemplate[] = [
  {
    id: id(10),
    name: "Order shipped",
    description: "Tells the customer that the order is on its way",
    subject: "Your order {{Attributes.orderId}}",
    plainText:
      "Hello,\n\nyour order {{Attributes.orderId}} is on its way.\n\n{{Attributes.Agent.FirstName}}\n",
    html: "<p>Hello,</p><p>your order <b>{{Attributes.orderId}}</b> is on its way.</p><p>{{Attributes.Agent.FirstName}}</p>",
    attachments: [],
  },
  {
    id: id(11),
    name: "Return label",
    description: "How to send an order back",
    subject: "Return of {{Attributes.orderId}}",
    plainText:
      "Hello,\n\nprint the label and send the parcel to {{Attributes.returnAddress}}.\n\n{{Attributes.Agent.FirstName}}\n",
    attachments: [{ fileName: "return-label.txt", text: "Return label\n" }],
  },
  {
    id: id(12),
    name: "We need more time",
    description: "An answer takes longer than usual",
    subject: "Your question",
    plainText: "Hello,\n\nwe need one more day for your question.\n",
    attachments: [],
  },
];

export const sampleResponses: readonly SampleResponse[] = [
  {
    id: id(20),
    name: "Greeting",
    description: "At the start of a chat",
    shortcutKey: "hello",
    channels: ["Chat"],
    plainText: "Hello, I am {{Attributes.Agent.FirstName}}. How can I help?",
  },
  {
    id: id(21),
    name: "Order status",
    description: "Where the customer sees the state of an order",
    shortcutKey: "order",
    channels: ["Chat", "Email"],
    plainText: "You see the state of {{Attributes.orderId}} under My orders.",
    markdown: "You see the state of **{{Attributes.orderId}}** under *My orders*.",
  },
  {
    id: id(22),
    name: "Goodbye",
    description: "At the end of a conversation",
    shortcutKey: "bye",
    channels: ["Chat", "Email"],
    plainText: "Thank you, and have a nice day.",
  },
];
