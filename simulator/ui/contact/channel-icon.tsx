const paths: Record<string, string> = {
  voice:
    "M5.2 2.5 3.4 3c-.6.2-1 .8-.9 1.4.6 4.3 4.3 8.1 8.7 8.7.6.1 1.2-.3 1.4-.9l.5-1.8-2.7-1.5-1.2 1.2A8.6 8.6 0 0 1 5.9 6.8l1.2-1.2-1.9-3.1Z",
  chat: "M2.5 3.5h11v7.5H7.6L4.5 13.6V11h-2v-7.5ZM5.2 6.2h5.6M5.2 8.4h3.8",
  email: "M2 4h12v8.5H2zM2 4.4l6 4.6 6-4.6",
  queue_callback:
    "M9.5 2.5h4v4M13.5 2.5 9 7M4.9 4.2l-1.5.4c-.5.2-.9.7-.8 1.2.5 3.6 3.7 6.9 7.4 7.4.5.1 1.1-.3 1.2-.8l.4-1.5-2.3-1.3-1 1a7.3 7.3 0 0 1-2.8-2.8l1-1-1.6-2.6Z",
  preview:
    "M1.5 8C3 5.2 5.2 3.8 8 3.8S13 5.2 14.5 8c-1.500 2.800-3.700 4.200-6.500 4.200S3 10.800 1.500 8ZM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z",
  task: "M3.5 3.5h9v9.7h-9zM6 2.3h4v2.2H6zM5.7 9l1.5 1.5 3.2-3.2",
};
const fallback = "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Z";

/** The channel as an icon. Its name is in the text beside it. */
export function ChannelIcon({ channel }: { channel: string }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[channel] ?? fallback} />
    </svg>
  );
}
