"use client";

import { AmazonConnectApp } from "@amazon-connect/app";
import { useEffect, useState } from "react";

let isConnected = false;

/** The plainest page with the SDK: it connects in an effect, and shows that it is created. */
export default function Page() {
  const [isCreated, setIsCreated] = useState(false);
  useEffect(() => {
    if (isConnected) return;
    isConnected = true;
    AmazonConnectApp.init({ onCreate: async () => setIsCreated(true) });
  }, []);
  return <p>{isCreated ? "created" : "connecting"}</p>;
}
