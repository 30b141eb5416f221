// Package house holds the tests of the module as a whole: which package may
// import which, and that nothing but the standard library is used.
package house
