postMessage("work");
