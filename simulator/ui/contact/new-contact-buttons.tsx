import { useWorkspace } from "../desk/workspace-provider";
import { ChannelIcon } from "./channel-icon";
import { type SampleChannel, sampleChannels, sampleContacts } from "./sample-contacts";

const labels: Record<SampleChannel, { short: string; name: string }> = {
  voice: { short: "Voice", name: "New voice call" },
  chat: { short: "Chat", name: "New chat" },
  task: { short: "Task", name: "New task" },
  email: { short: "Email", name: "New email" },
  queue_callback: { short: "Callback", name: "New callback" },
  preview: { short: "Preview", name: "New preview call" },
};

/** Each makes a sample contact ring. */
export function NewContactButtons() {
  const { workspace } = useWorkspace();
  return (
    <div className="new-contact">
      {sampleChannels.map((channel) => (
        <button
          key={channel}
          type="button"
          className="button small"
          aria-label={labels[channel].name}
          title={labels[channel].name}
          onClick={() => workspace.offerContact(sampleContacts.next(channel))}
        >
          <ChannelIcon channel={channel} />
          {labels[channel].short}
        </button>
      ))}
    </div>
  );
}
