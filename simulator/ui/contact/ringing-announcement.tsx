import { useWorkspace } from "../state/workspace-provider";
import { channelWord } from "./contact-words";

/** Tells a screen reader who is ringing. */
export function RingingAnnouncement() {
  const { contacts } = useWorkspace();
  const ringing = contacts.filter(({ state }) => state === "incoming");
  return (
    <p className="visually-hidden" aria-live="polite">
      {ringing
        .map(({ channel, customer }) => `${channelWord(channel)} from ${customer} is ringing.`)
        .join(" ")}
    </p>
  );
}
