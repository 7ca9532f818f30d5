import { expect, test } from "vitest";
import { chosenFrom, dropped, fileSize, iconOf, isOf, limits, refusal } from "./file_uploader_files";

const RULE = { types: [] as string[], max_size: 1024 * 1024, multiple: true, directory: false };

function file(name: string, type = "", size = 1): File {
  return new File([new Uint8Array(size)], name, { type });
}

/** A file or a folder as a drop has it; folders give their entries two at a time. */
function entry(name: string, path: string, inside?: FileSystemEntry[]): FileSystemEntry {
  let at = 0;
  return {
    isFile: !inside,
    isDirectory: !!inside,
    name,
    fullPath: path,
    file: (found: (file: File) => void) => found(file(name)),
    createReader: () => ({
      readEntries: (found: (entries: FileSystemEntry[]) => void) => {
        found((inside ?? []).slice(at, at + 2));
        at += 2;
      },
    }),
  } as unknown as FileSystemEntry;
}

function transfer(entries: (FileSystemEntry | null)[], files: File[] = []): DataTransfer {
  const items = entries.map((each) => ({ kind: "file", webkitGetAsEntry: () => each }));
  return { items: [...items, { kind: "string" }], files } as unknown as DataTransfer;
}

test("types are looked for in names and in what the browser says", () => {
  expect(isOf([], file("x"))).toBe(true);
  expect(isOf([".csv"], file("X.CSV"))).toBe(true);
  expect(isOf([".csv"], file("x.csv.exe", "text/csv"))).toBe(false);
  expect(isOf(["image/*"], file("x", "image/png"))).toBe(true);
  expect(isOf(["image/*"], file("x", "text/plain"))).toBe(false);
  expect(isOf(["image/png", ".txt"], file("x.txt"))).toBe(true);
  expect(isOf(["*/*"], file("x"))).toBe(true);
});

test("what is too large or of another type is not taken", () => {
  const [large, right] = chosenFrom([file("a.bin", "", 1024 * 1024 + 1), file("b.bin", "", 1024 * 1024)]);
  expect(large && refusal(RULE, large)).toEqual({ kind: "size", what: "1.0MB" });
  expect(right && refusal(RULE, right)).toBeNull();
  expect(right && refusal({ ...RULE, types: [".csv"] }, right)).toEqual({ kind: "type", what: ".bin" });
  const [text] = chosenFrom([file("a.txt", "text/plain")]);
  expect(text && refusal({ ...RULE, types: [".csv"] }, text)).toEqual({ kind: "type", what: "text/plain" });
});

test("a drop without folders is its files", async () => {
  const files = [file("a"), file("b")];
  const found = await dropped(transfer([entry("a", "/a"), null], files));
  expect(found.map(({ path }) => path)).toEqual(["a", "b"]);
});

test("folders are looked through to the last file", async () => {
  const many = Array.from({ length: 5 }, (_, at) => entry(`${at}.txt`, `/dir/sub/${at}.txt`));
  const dir = entry("dir", "/dir", [entry("sub", "/dir/sub", many), entry("one.txt", "/dir/one.txt")]);
  const found = await dropped(transfer([dir, entry("two.txt", "/two.txt"), null]));
  expect(found.map(({ path }) => path)).toEqual([
    "dir/sub/0.txt",
    "dir/sub/1.txt",
    "dir/sub/2.txt",
    "dir/sub/3.txt",
    "dir/sub/4.txt",
    "dir/one.txt",
    "two.txt",
  ]);
  expect(found[0]?.file.name).toBe("0.txt");
});

test("sizes are short", () => {
  expect([0, 8, 999, 3000, 15_000, 2_000_000, 2_147_483_648].map(fileSize)).toEqual([
    "0.0B",
    "8.0B",
    "999.0B",
    "3.0KB",
    "15.0KB",
    "2.0MB",
    "2.1GB",
  ]);
});

test("limits are said as Streamlit says them", () => {
  expect(limits({ ...RULE, max_size: 200 * 1024 * 1024, types: [".csv", ".tar.gz", "image/*", "text/csv"] })).toEqual({
    size: "200MB",
    types: "CSV, TAR.GZ, IMAGE, text/csv",
  });
  expect(limits({ ...RULE, max_size: 2048 * 1024 * 1024 })).toEqual({ size: "2GB", types: "" });
});

test("each kind of file has its icon", () => {
  expect(iconOf("a.csv", "")).toBe("table");
  expect(iconOf("a.png", "image/png")).toBe("image");
  expect(iconOf("a", "audio/wav")).toBe("audio_file");
  expect(iconOf("a.zip", "")).toBe("folder_zip");
  expect(iconOf("a", "")).toBe("draft");
});
