/** Sound as numbers: how loud it is along its way, and as a WAV file. */

/** Bytes before the samples of a WAV file. */
const HEAD = 44;

/** One channel of 16 bits as a WAV file. */
export function wavOf(samples: Float32Array, rate: number): Blob {
  const file = new DataView(new ArrayBuffer(HEAD + samples.length * 2));
  const word = (at: number, text: string) => {
    for (let index = 0; index < text.length; index++) file.setUint8(at + index, text.charCodeAt(index));
  };
  const bytes = samples.length * 2;
  word(0, "RIFF");
  file.setUint32(4, HEAD - 8 + bytes, true);
  word(8, "WAVEfmt ");
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true); // samples as they are
  file.setUint16(22, 1, true); // one channel
  file.setUint32(24, rate, true);
  file.setUint32(28, rate * 2, true);
  file.setUint16(32, 2, true);
  file.setUint16(34, 16, true);
  word(36, "data");
  file.setUint32(40, bytes, true);
  for (let index = 0; index < samples.length; index++) {
    const sample = Math.max(-1, Math.min(1, samples[index] ?? 0));
    file.setInt16(HEAD + index * 2, Math.round(sample < 0 ? sample * 0x8000 : sample * 0x7fff), true);
  }
  return new Blob([file], { type: "audio/wav" });
}

/** How loud each of `count` equal parts is at most, from 0 to 1. */
export function loudness(samples: Float32Array, count: number): number[] {
  const parts: number[] = [];
  for (let part = 0; part < count; part++) {
    const end = Math.floor(((part + 1) * samples.length) / count);
    let most = 0;
    for (let index = Math.floor((part * samples.length) / count); index < end; index++) {
      most = Math.max(most, Math.abs(samples[index] ?? 0));
    }
    parts.push(Math.min(1, most));
  }
  return parts;
}

/** All channels as one. */
export function mixed(channels: readonly Float32Array[]): Float32Array {
  const [first, ...others] = channels;
  if (first === undefined) return new Float32Array();
  if (others.length === 0) return first;
  return first.map((sample, index) => {
    let sum = sample;
    for (const channel of others) sum += channel[index] ?? 0;
    return sum / channels.length;
  });
}

/** Seconds as a clock shows them: 01:05. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number: number) => String(number).padStart(2, "0");
  const minutes = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return whole < 3600 ? minutes : `${Math.floor(whole / 3600)}:${minutes}`;
}
