export const word = "late";
