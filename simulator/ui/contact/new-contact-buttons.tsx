import { useId } from "react";
import { findLackOfRoom } from "../../host/contacts/room";
import { useWorkspace } from "../state/workspace-provider";
import { ChannelIcon } from "./channel-icon";
import {
  channelOf,
  type SampleChannel,
  sampleChannels,
  sampleContacts,
} from "../../scenarios/sample-contacts";

const labels: Record<SampleChannel, { short: string; name: string }> = {
  voice: { short: "Voice", name: "New voice call" },
  chat: { short: "Chat", name: "New chat" },
  task: { short: "Task", name: "New task" },
  email: { short: "Email", name: "New email" },
  queue_callback: { short: "Callback", name: "New callback" },
  preview: { short: "Preview", name: "New preview call" },
};

/** Each button rings a sample contact, as long as the agent's routing profile allows it. */
export function NewContactButtons() {
  const { workspace, agent, contacts } = useWorkspace();
  const noteId = useId();
  const lacks = new Map(
    sampleChannels.flatMap((channel) => {
      const lack = findLackOfRoom(channelOf(channel), contacts, agent.routingProfile);
      return lack ? [[channel, lack]] : [];
    }),
  );
  return (
    <div className="new-contact">
      {sampleChannels.map((channel) => (
        <button
          key={channel}
          type="button"
          className="button small"
          aria-label={labels[channel].name}
          title={lacks.get(channel) ?? labels[channel].name}
          // Not `disabled`, which would remove the focus from the pressed button.
          aria-disabled={lacks.has(channel)}
          aria-describedby={lacks.has(channel) ? noteId : undefined}
          onClick={() => {
            if (!lacks.has(channel)) workspace.offerContact(sampleContacts.next(channel));
          }}
        >
          <ChannelIcon channel={channel} />
          {labels[channel].short}
        </button>
      ))}
      <div id={noteId} className="fine-print">
        {[...new Set(lacks.values())].map((lack) => (
          <p key={lack}>{lack}.</p>
        ))}
      </div>
    </div>
  );
}
