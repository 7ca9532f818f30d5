import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { drawn } from "../testing/draw";
import { initial } from "./chat_message";

test("a message tells who speaks and holds what is said", () => {
  const app = drawn([{ kind: "chat_message", name: "user", avatar: "user" }]);
  app.put([0, 0, 0], { kind: "text", body: "Hello" });
  const message = screen.getByRole("group", { name: "Chat message from user" });
  expect(message.textContent).toBe("Hello");
  expect(screen.getByTestId("stChatMessageAvatarUser").getAttribute("aria-hidden")).toBe("true");
  expect(screen.getByTestId("stChatMessage").hasAttribute("data-reader")).toBe(true);
  app.put([0, 0, 0], { kind: "text", body: "Hello there" });
  expect(message.textContent).toBe("Hello there");
});

test("avatars are people, signs, pictures or letters", () => {
  drawn([
    { kind: "chat_message", name: "ai", avatar: "assistant" },
    { kind: "chat_message", name: "a", avatar: "🐧" },
    { kind: "chat_message", name: "bob" },
    { kind: "chat_message", name: "b", picture: { url: "https://example.com/a.png" } },
  ]);
  expect(screen.getByTestId("stChatMessageAvatarAssistant").querySelector("svg")).not.toBeNull();
  expect(screen.getAllByTestId("stChatMessageAvatarCustom").map((avatar) => avatar.textContent)).toEqual(["🐧", "B"]);
  expect(screen.getByTestId("stChatMessageAvatarImage").getAttribute("src")).toBe("https://example.com/a.png");
  expect(screen.getAllByTestId("stChatMessage").some((message) => message.hasAttribute("data-reader"))).toBe(false);
});

test("a letter is what a reader takes for one", () => {
  expect(["bob", "é", "👩‍💻 x", ""].map(initial)).toEqual(["B", "É", "👩‍💻", ""]);
});
