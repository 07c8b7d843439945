import { AmazonConnectApp } from "@amazon-connect/app";
import { applyConnectTheme } from "@amazon-connect/theme";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import { createRoot } from "react-dom/client";

const channels = [
  { label: "Voice", value: "voice" },
  { label: "Chat", value: "chat" },
];

function App() {
  const [channel, setChannel] = useState(channels[0]);
  return (
    <Container header={<Header>Order 42</Header>}>
      <Select
        selectedOption={channel}
        options={channels}
        onChange={({ detail }) => setChannel(detail.selectedOption)}
      />
      <Button variant="primary">Refund</Button>
    </Container>
  );
}

const { provider } = AmazonConnectApp.init({
  // Not awaited: the workspace waits for `onCreate`, and would close an app that rejects.
  onCreate: async () => void applyConnectTheme(provider),
});
createRoot(document.querySelector("main")).render(<App />);
