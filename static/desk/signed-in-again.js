// The page that waits for this sign-in is told, and the window is closed if a script opened it.
new BroadcastChannel("desk.signed-in").postMessage("signed in")
window.close()
