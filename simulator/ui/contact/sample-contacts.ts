import type { NewContact } from "../../host/contact";

const channels = {
  voice: { type: "voice", subtype: "connect:Telephony" },
  chat: { type: "chat", subtype: "connect:Chat" },
  task: { type: "task", subtype: "connect:Task" },
} satisfies Record<string, NewContact["channel"]>;

/** The channels on which the page can ring. */
export type SampleChannel = keyof typeof channels;

export const sampleChannels = Object.keys(channels) as SampleChannel[];

export function isSampleChannel(channel: string): channel is SampleChannel {
  return channel in channels;
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
};

/**
 * Hands out sample contacts, the same ones in the same order on each load. A customer who comes a
 * second time has a number behind the name, so that names stay distinct on the desk.
 */
class SampleContacts {
  private readonly handedOut: Record<SampleChannel, number> = { voice: 0, chat: 0, task: 0 };

  next(channel: SampleChannel): NewContact {
    const ofChannel = samples[channel];
    const count = this.handedOut[channel]++;
    const round = Math.floor(count / ofChannel.length);
    const { customer, attributes } = ofChannel[count % ofChannel.length] ?? ofChannel[0];
    return {
      channel: channels[channel],
      customer: round === 0 ? customer : `${customer} ${round + 1}`,
      attributes,
    };
  }
}

export const sampleContacts = new SampleContacts();
