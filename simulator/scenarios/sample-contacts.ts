import type { NewContact } from "../host/contacts/contact";

const telephony = { type: "voice", subtype: "connect:Telephony" } as const;

/** `preview` is a voice call that the agent may look at before the customer is dialled. */
const channels = {
  voice: { channel: telephony },
  chat: { channel: { type: "chat", subtype: "connect:Chat" } },
  task: { channel: { type: "task", subtype: "connect:Task" } },
  email: { channel: { type: "email", subtype: "connect:Email" } },
  queue_callback: { channel: { type: "queue_callback", subtype: "connect:Telephony" } },
  preview: { channel: telephony, preview: { autoDialTimeout: 0, canDiscardPreview: true } },
} satisfies Record<string, Pick<NewContact, "channel" | "preview">>;

/** The channels on which the page can ring. */
export type SampleChannel = keyof typeof channels;

export const sampleChannels = Object.keys(channels) as SampleChannel[];

export function channelOf(channel: SampleChannel): NewContact["channel"] {
  return channels[channel].channel;
}

type Sample = Pick<NewContact, "customer"> & { attributes: Record<string, string> };

function sample(customer: string, customerId: string, orderId: string, language: string): Sample {
  return { customer, attributes: { customerId, orderId, language } };
}

const samples: Record<SampleChannel, readonly [Sample, ...Sample[]]> = {
  voice: [
    sample("Nikki Wolf", "C-1001", "O-20417", "en-US"),
    sample("Richard Roe", "C-1002", "O-20388", "en-GB"),
    sample("Paulo Santos", "C-1003", "O-20431", "pt-BR"),
  ],
  chat: [
    sample("Saanvi Sarkar", "C-1004", "O-20440", "en-IN"),
    sample("Mateo Jackson", "C-1005", "O-20402", "es-ES"),
    sample("Li Juan", "C-1006", "O-20399", "zh-CN"),
  ],
  task: [
    sample("Martha Rivera", "C-1007", "O-20365", "es-ES"),
    sample("Shirley Rodriguez", "C-1008", "O-20371", "en-US"),
    sample("Arnav Desai", "C-1009", "O-20420", "en-IN"),
  ],
  email: [
    sample("Mary Major", "C-1010", "O-20377", "en-US"),
    sample("Wang Xiulan", "C-1011", "O-20385", "zh-CN"),
  ],
  queue_callback: [
    sample("John Stiles", "C-1012", "O-20411", "en-US"),
    sample("Ana Soto", "C-1013", "O-20419", "es-ES"),
  ],
  preview: [
    sample("Diego Ramirez", "C-1014", "O-20392", "es-ES"),
    sample("Jane Doe", "C-1015", "O-20405", "en-GB"),
  ],
};

/**
 * Returns sample contacts, the same ones in the same order on each load. A customer who comes again has a
 * number behind the name, so that names stay distinct on the desk.
 */
class SampleContacts {
  private readonly handedOut: Record<SampleChannel, number> = {
    voice: 0,
    chat: 0,
    task: 0,
    email: 0,
    queue_callback: 0,
    preview: 0,
  };

  next(channel: SampleChannel): NewContact {
    const ofChannel = samples[channel];
    const count = this.handedOut[channel]++;
    const round = Math.floor(count / ofChannel.length);
    const { customer, attributes } = ofChannel[count % ofChannel.length] ?? ofChannel[0];
    return {
      ...channels[channel],
      customer: round === 0 ? customer : `${customer} ${round + 1}`,
      attributes,
    };
  }
}

export const sampleContacts = new SampleContacts();
