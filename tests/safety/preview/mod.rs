//! The preview server over real sockets: who gets an answer, and what is in it. Rows P1 to P18 of the contract, as far
//! as a server without reload goes.

mod wire;

mod load;
mod paths;
mod strangers;
