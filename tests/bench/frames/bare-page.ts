import { AmazonConnectApp } from "@amazon-connect/app";

AmazonConnectApp.init({ onCreate: async () => {} });
