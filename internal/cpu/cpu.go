// Package cpu says which instructions the processor has that packages of this
// module have faster code for. The build tag purego makes it say none.
package cpu

// AVX2 and AVX512 report whether the processor has the instructions, and the
// system saves their registers. AVX512 stands for the parts F, DQ, BW, VL and
// VBMI; AVX512VBMI2 for these and VBMI2; both include BMI1, BMI2 and POPCNT.
var AVX2, AVX512, AVX512VBMI2 = features()
