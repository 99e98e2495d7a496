/** Okabe and Ito's colours, which colour-blind readers can tell apart. */
export const colours = ['#D55E00', '#0072B2', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#000000']
