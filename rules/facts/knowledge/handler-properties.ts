/**
 * Properties that objects of the platform call at an event, as MDN lists them for elements, windows, sockets, workers, requests,
 * databases, streams of media and connections between peers. They drop what the function returns.
 */
export const handlerProperties: ReadonlySet<string> = new Set(
  (
    'abort afterprint animationend animationstart beforeprint beforeunload blocked blur cancel canplay change click close complete connect connectionstatechange ' +
    'contextmenu copy cut datachannel dblclick devicechange drag dragend dragenter dragleave dragover dragstart drop durationchange ended error focus ' +
    'gatheringstatechange hashchange icecandidate iceconnectionstatechange input invalid keydown keypress keyup languagechange load loadeddata loadedmetadata loadend ' +
    'loadstart message messageerror mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup negotiationneeded offline online open pagehide pageshow ' +
    'paste pause play playing pointercancel pointerdown pointerenter pointerleave pointermove pointerup popstate progress readystatechange rejectionhandled reset ' +
    'resize scroll seeked select storage submit success timeout timeupdate toggle touchcancel touchend touchmove touchstart track transitionend unhandledrejection ' +
    'unload upgradeneeded versionchange visibilitychange volumechange wheel'
  )
    .split(' ')
    .map((event) => `on${event}`),
);

/** What gets its own handlers by those names, and hands on or awaits what they return, says so by a class of a package. */
export const platformModules: ReadonlySet<string> = new Set(['', 'ws', 'worker_threads', 'undici', 'isomorphic-ws', 'xmlhttprequest', 'eventsource']);
