window.old = document.currentScript.src.endsWith("parts/old.js") ? "old" : document.currentScript.src;
