"use client";

export * from "../../lib/connect";
