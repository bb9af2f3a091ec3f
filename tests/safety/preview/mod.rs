//! The preview server over real sockets: who gets an answer, what is in it, and how it keeps up with the disk. Rows P1
//! to P18 of the contract, F1 to F3, and what becomes of errors while somebody writes.

mod live;
mod wire;

mod errors;
mod growth;
mod load;
mod paths;
mod strangers;
mod tabs;
mod watching;
