import type { QuickConnect } from "@amazon-connect/contact";
import { closeMenuOf, Menu } from "../controls/menu";

const kinds: Record<QuickConnect["type"], string> = {
  agent: "Agent",
  queue: "Queue",
  phone_number: "Phone number",
};

interface QuickConnectMenuProps {
  label: string;
  quickConnects: readonly QuickConnect[];
  onChoose: (quickConnect: QuickConnect) => void;
}

export function QuickConnectMenu({ label, quickConnects, onChoose }: QuickConnectMenuProps) {
  return (
    <Menu label={label} className="button small">
      <p className="menu-title">{label}</p>
      <ul className="choices">
        {quickConnects.map((quickConnect) => (
          <li key={quickConnect.endpointARN}>
            <button
              type="button"
              className="choice"
              onClick={(event) => {
                onChoose(quickConnect);
                closeMenuOf(event.currentTarget);
              }}
            >
              {quickConnect.name}
              <span className="fine-print">{kinds[quickConnect.type]}</span>
            </button>
          </li>
        ))}
      </ul>
    </Menu>
  );
}
