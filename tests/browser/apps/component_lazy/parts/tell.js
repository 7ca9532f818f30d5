export const tell = (type, more) => parent.postMessage({ isStreamlitMessage: true, type: `streamlit:${type}`, ...more }, "*");
tell("componentReady", { apiVersion: 1 });
