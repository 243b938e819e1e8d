// The sealed box with its library: what panels load. Its sources are in client_static/sealed/.
export { createBox } from "../sealed/box.js";
