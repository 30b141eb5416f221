//go:build !purego

#include "textflag.h"

// Kernels for percent-encoding, in AVX-512 with its byte permutations (VBMI)
// and compression (VBMI2). Reads and writes are under masks: they touch nothing
// beyond the n bytes at src and the bytes of the result at dst.
//
// A table of 128 bytes holds something for each ASCII character, and a byte with
// the upper bit where there's nothing. The permutation looks at the lower 7 bits,
// so that or-ing the character itself leaves that bit for what isn't ASCII, too.

// The digits, for each value of 6 bits of which the lower 4 count.
DATA digits<>+0x00(SB)/8, $"01234567"
DATA digits<>+0x08(SB)/8, $"89ABCDEF"
DATA digits<>+0x10(SB)/8, $"01234567"
DATA digits<>+0x18(SB)/8, $"89ABCDEF"
DATA digits<>+0x20(SB)/8, $"01234567"
DATA digits<>+0x28(SB)/8, $"89ABCDEF"
DATA digits<>+0x30(SB)/8, $"01234567"
DATA digits<>+0x38(SB)/8, $"89ABCDEF"
GLOBL digits<>(SB), RODATA|NOPTR, $64

// Where the bytes of 21 triples come from: the character in one register, its
// first digit in the next one, its second digit in a third.
DATA triples<>+0x00(SB)/8, $0x4202014101004000
DATA triples<>+0x08(SB)/8, $0x0504440403430302
DATA triples<>+0x10(SB)/8, $0x0747070646060545
DATA triples<>+0x18(SB)/8, $0x4a0a094909084808
DATA triples<>+0x20(SB)/8, $0x0d0c4c0c0b4b0b0a
DATA triples<>+0x28(SB)/8, $0x0f4f0f0e4e0e0d4d
DATA triples<>+0x30(SB)/8, $0x5212115111105010
DATA triples<>+0x38(SB)/8, $0x0014541413531312
GLOBL triples<>(SB), RODATA|NOPTR, $64

// Bytes to fill registers with: the step to the next 21, and a percent sign.
DATA fill<>+0(SB)/2, $"\x15%"
GLOBL fill<>(SB), RODATA|NOPTR, $2

// The value of each hexadecimal digit.
DATA values<>+0x00(SB)/8, $0x8080808080808080
DATA values<>+0x08(SB)/8, $0x8080808080808080
DATA values<>+0x10(SB)/8, $0x8080808080808080
DATA values<>+0x18(SB)/8, $0x8080808080808080
DATA values<>+0x20(SB)/8, $0x8080808080808080
DATA values<>+0x28(SB)/8, $0x8080808080808080
DATA values<>+0x30(SB)/8, $0x0706050403020100
DATA values<>+0x38(SB)/8, $0x8080808080800908
DATA values<>+0x40(SB)/8, $0x800f0e0d0c0b0a80
DATA values<>+0x48(SB)/8, $0x8080808080808080
DATA values<>+0x50(SB)/8, $0x8080808080808080
DATA values<>+0x58(SB)/8, $0x8080808080808080
DATA values<>+0x60(SB)/8, $0x800f0e0d0c0b0a80
DATA values<>+0x68(SB)/8, $0x8080808080808080
DATA values<>+0x70(SB)/8, $0x8080808080808080
DATA values<>+0x78(SB)/8, $0x8080808080808080
GLOBL values<>(SB), RODATA|NOPTR, $128

// func countEscapedVBMI2(src *byte, n int, kept *[128]byte) (escaped int, high uint64)
TEXT ·countEscapedVBMI2(SB), NOSPLIT, $0-40
	MOVQ src+0(FP), SI
	MOVQ n+8(FP), CX
	MOVQ kept+16(FP), AX
	VMOVDQU64 (AX), Z16
	VMOVDQU64 64(AX), Z17
	VPXORQ Z18, Z18, Z18 // all bytes together
	XORL  BX, BX         // how many are escaped

blocks:
	CMPQ CX, $64
	JLT  rest
	VMOVDQU64 (SI), Z19
	VMOVDQA64 Z19, Z20
	VPERMI2B Z17, Z16, Z20
	VPORQ Z19, Z20, Z20
	VPORQ Z19, Z18, Z18
	VPMOVB2M Z20, K1
	KMOVQ K1, DX
	POPCNTQ DX, DX
	ADDQ DX, BX
	ADDQ $64, SI
	SUBQ $64, CX
	JMP  blocks

rest:
	MOVQ  $-1, R8
	BZHIQ CX, R8, R8
	KMOVQ R8, K2
	VMOVDQU8.Z (SI), K2, Z19
	VMOVDQA64 Z19, Z20
	VPERMI2B Z17, Z16, Z20
	VPORQ Z19, Z20, Z20
	VPORQ Z19, Z18, Z18
	VPMOVB2M Z20, K1
	VPMOVB2M Z18, K2
	KMOVQ K1, DX
	KMOVQ K2, R9
	ANDQ  R8, DX
	POPCNTQ DX, DX
	ADDQ DX, BX
	MOVQ BX, escaped+24(FP)
	MOVQ R9, high+32(FP)
	RET

// WRITE makes triples of 21 characters, each or a percent sign with both digits,
// leaves the digits out where they're not wanted, and writes the rest.
#define WRITE(index) \
	PDEPQ R10, BX, R11       \
	PDEPQ R10, R9, R12       \
	LEAQ (R11)(R11*2), R11   \
	LEAQ (R12)(R11*2), R11   \
	KMOVQ R11, K3            \
	POPCNTQ R11, R11         \
	BZHIQ R11, R8, R12       \
	KMOVQ R12, K4            \
	VMOVDQA64 Z24, Z26       \
	VPERMT2B Z25, index, Z26 \
	VPERMB Z23, index, K7, Z26 \
	VPCOMPRESSB.Z Z26, K3, Z26 \
	VMOVDQU8 Z26, K4, (DI)   \
	ADDQ R11, DI             \
	SHRQ $21, BX             \
	SHRQ $21, R9

// func escapeVBMI2(dst, src *byte, n int, kept *[128]byte) (size int, high uint64)
//
// A step takes three times 21 characters, but twice where that's enough: most
// texts have less than 42, and to ask for 21 as well costs more than it saves.
TEXT ·escapeVBMI2(SB), NOSPLIT, $0-48
	MOVQ src+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ kept+24(FP), AX
	MOVQ dst+0(FP), DI
	VMOVDQU64 (AX), Z16
	VMOVDQU64 64(AX), Z17
	VMOVDQU64 digits<>(SB), Z18
	VMOVDQU64 triples<>(SB), Z19
	VPBROADCASTB fill<>+0(SB), Z21
	VPBROADCASTB fill<>+1(SB), Z22
	VPXORQ Z27, Z27, Z27 // all bytes together
	VPADDB Z19, Z21, Z20
	VPADDB Z20, Z21, Z21
	MOVQ  $0x4924924924924924, AX // the third of each three
	KMOVQ AX, K7
	MOVQ $0x1249249249249249, R10 // the first of each three
	MOVQ $-1, R8

step:
	MOVQ $63, DX
	CMPQ CX, DX
	CMOVQLT CX, DX // characters of this step
	BZHIQ DX, R8, R9
	KMOVQ R9, K1
	VMOVDQU8.Z (SI), K1, Z23
	VMOVDQA64 Z23, Z24
	VPERMI2B Z17, Z16, Z24
	VPORQ Z23, Z24, Z25
	VPMOVB2M Z25, K2
	KANDQ K1, K2, K2
	KMOVQ K2, BX // those to escape
	VPORQ Z23, Z27, Z27
	VMOVDQU8 Z22, K2, Z24
	VPSRLW $4, Z23, Z25
	VPERMB Z18, Z25, Z25 // first digits
	VPERMB Z18, Z23, Z23 // second digits
	WRITE(Z19)
	WRITE(Z20)
	TESTQ R9, R9
	JZ    next
	WRITE(Z21)

next:
	ADDQ DX, SI
	SUBQ DX, CX
	JNZ  step

	VPMOVB2M Z27, K1
	SUBQ dst+0(FP), DI
	MOVQ DI, size+32(FP)
	KMOVQ K1, high+40(FP)
	RET

// func markEscapesVBMI2(src *byte, n int, kept *[128]byte) (escapes, high uint64)
//
// A bit for each of at most 63 bytes: whether it is escaped, and not ASCII.
TEXT ·markEscapesVBMI2(SB), NOSPLIT, $0-40
	MOVQ src+0(FP), SI
	MOVQ n+8(FP), CX
	MOVQ kept+16(FP), AX
	MOVQ  $-1, R8
	BZHIQ CX, R8, R8
	KMOVQ R8, K1
	VMOVDQU64 (AX), Z16
	VMOVDQU8.Z (SI), K1, Z17
	VPMOVB2M Z17, K2
	VPERMI2B 64(AX), Z16, Z17
	VPMOVB2M Z17, K3
	KMOVQ K2, BX
	KMOVQ K3, AX
	ORQ  BX, AX
	ANDQ R8, AX
	MOVQ AX, escapes+24(FP)
	MOVQ BX, high+32(FP)
	RET

// func escapeMarkedVBMI2(dst, src *byte, n int, kept *[128]byte, escapes uint64)
//
// escapeVBMI2 for at most 63 characters of which is known which are escaped.
TEXT ·escapeMarkedVBMI2(SB), NOSPLIT, $0-40
	MOVQ src+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ kept+24(FP), AX
	MOVQ escapes+32(FP), BX
	MOVQ dst+0(FP), DI
	MOVQ $0x1249249249249249, R10
	MOVQ $-1, R8
	BZHIQ CX, R8, R9
	KMOVQ R9, K1
	KMOVQ BX, K2
	VMOVDQU64 digits<>(SB), Z18
	VMOVDQU64 triples<>(SB), Z19
	VPBROADCASTB fill<>+0(SB), Z20
	VMOVDQU64 (AX), Z16
	VMOVDQU8.Z (SI), K1, Z23
	VPADDB Z19, Z20, Z20
	VMOVDQA64 Z23, Z24
	VPERMI2B 64(AX), Z16, Z24
	VPBROADCASTB fill<>+1(SB), K2, Z24
	VPSRLW $4, Z23, Z25
	VPERMB Z18, Z25, Z25
	VPERMB Z18, Z23, Z23
	MOVQ  $0x4924924924924924, AX
	KMOVQ AX, K7
	WRITE(Z19)
	WRITE(Z20)
	TESTQ R9, R9
	JNZ   more
	RET

more:
	VPBROADCASTB fill<>+0(SB), Z21
	VPADDB Z20, Z21, Z21
	WRITE(Z21)
	RET

// func unescapeVBMI2(dst, src *byte, n int, blank uint64) (size int, high uint64)
//
// An escape begins at a percent sign with a digit one and two bytes on; since
// a percent sign is no digit, escapes don't overlap, and all are found at once.
// With a nil dst, nothing is written. Blank is what a plus sign becomes.
TEXT ·unescapeVBMI2(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ blank+24(FP), AX
	VMOVDQU64 values<>+0(SB), Z16
	VMOVDQU64 values<>+64(SB), Z17
	VPBROADCASTB AX, Z18
	MOVL $0x2b, AX
	VPBROADCASTB AX, Z19
	MOVL $0x25, AX
	VPBROADCASTB AX, Z20
	MOVL $0xf0, AX
	VPBROADCASTB AX, Z21
	VPXORQ Z22, Z22, Z22 // all bytes of the result together
	XORL R12, R12     // the size of the result
	XORL R13, R13     // the bytes of this block that an escape before it took
	MOVQ $-1, R9
	XORL R14, R14

block:
	TESTQ CX, CX
	JLE   done
	MOVQ  $64, DX
	CMPQ  CX, DX
	CMOVQLT CX, DX
	BZHIQ DX, R9, R8 // the bytes of this block,
	LEAQ  -1(CX), AX
	MOVQ  $64, BX
	CMPQ  AX, BX
	CMOVQGT BX, AX
	BZHIQ AX, R9, R10 // one on,
	LEAQ  -2(CX), AX
	CMPQ  AX, BX
	CMOVQGT BX, AX
	TESTQ AX, AX
	CMOVQLT R14, AX
	BZHIQ AX, R9, R11 // and two on
	KMOVQ R8, K1
	KMOVQ R10, K2
	KMOVQ R11, K3
	VMOVDQU8.Z (SI), K1, Z23
	VPCMPEQB Z20, Z23, K4
	KMOVQ K4, BX
	TESTQ BX, BX
	JZ    write // no percent sign
	VMOVDQU8.Z 1(SI), K2, Z24
	VMOVDQU8.Z 2(SI), K3, Z25
	VMOVDQA64 Z24, Z26
	VPERMI2B Z17, Z16, Z26
	VMOVDQA64 Z25, Z27
	VPERMI2B Z17, Z16, Z27
	VPORQ Z26, Z24, Z24
	VPTERNLOGQ $0xfe, Z27, Z25, Z24 // any upper bit: one isn't a digit
	VPMOVB2M Z24, K5
	KANDNQ K4, K5, K5
	KMOVQ K5, BX                  // where escapes begin
	VPSLLW $4, Z26, Z26
	VPTERNLOGQ $0xea, Z27, Z21, Z26
	VPCMPEQB Z19, Z23, K6
	VMOVDQU8 Z18, K6, Z23
	VMOVDQU8 Z26, K5, Z23
	JMP take

write:
	VPCMPEQB Z19, Z23, K6
	VMOVDQU8 Z18, K6, Z23

take:
	LEAQ (BX)(BX*1), AX
	LEAQ (BX*4), R10
	ORQ  R10, AX
	ORQ  R13, AX
	ANDNQ R8, AX, AX // what stays
	MOVQ BX, R13
	SHRQ $62, R13
	SHRQ $63, BX
	ORQ  BX, R13
	KMOVQ AX, K1
	VPCOMPRESSB.Z Z23, K1, Z23
	VPORQ Z23, Z22, Z22
	POPCNTQ AX, AX
	ADDQ AX, R12
	TESTQ DI, DI
	JZ    next
	BZHIQ AX, R9, R10
	KMOVQ R10, K2
	VMOVDQU8 Z23, K2, (DI)
	ADDQ AX, DI

next:
	ADDQ DX, SI
	SUBQ DX, CX
	JMP  block

done:
	VPMOVB2M Z22, K1
	KMOVQ K1, AX
	MOVQ R12, size+32(FP)
	MOVQ AX, high+40(FP)
	RET

// func unescapeShortVBMI2(dst *[64]byte, s string, plus bool) (size int, high uint64)
//
// unescapeVBMI2 for at most 64 bytes, as most texts have.
TEXT ·unescapeShortVBMI2(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DI
	MOVQ s_base+8(FP), SI
	MOVQ s_len+16(FP), CX
	VMOVDQU64 values<>+0(SB), Z16
	VMOVDQU64 values<>+64(SB), Z17
	MOVQ  $-1, R8
	BZHIQ CX, R8, R8 // the bytes,
	KMOVQ R8, K1
	KSHIFTRQ $1, K1, K2 // those that have a next one,
	KSHIFTRQ $2, K1, K3 // and a second next one
	VMOVDQU8.Z (SI), K1, Z23
	VMOVDQU8.Z 1(SI), K2, Z24
	VMOVDQU8.Z 2(SI), K3, Z25
	MOVL $0x25, AX
	VPBROADCASTB AX, Z20
	MOVL $0xf0, AX
	VPBROADCASTB AX, Z21
	MOVBLZX plus+24(FP), AX // what a plus sign becomes: itself, or a blank
	IMULL $-11, AX
	ADDL  $0x2b, AX
	VPBROADCASTB AX, Z18
	MOVL $0x2b, AX
	VPBROADCASTB AX, Z19
	VMOVDQA64 Z24, Z26
	VPERMI2B Z17, Z16, Z26
	VMOVDQA64 Z25, Z27
	VPERMI2B Z17, Z16, Z27
	VPCMPEQB Z20, Z23, K4
	VPCMPEQB Z19, Z23, K6
	VPORQ Z26, Z24, Z24
	VPTERNLOGQ $0xfe, Z27, Z25, Z24
	VPMOVB2M Z24, K5
	KANDNQ K4, K5, K5 // where escapes begin
	KMOVQ K5, BX
	VPSLLW $4, Z26, Z26
	VPTERNLOGQ $0xea, Z27, Z21, Z26
	VMOVDQU8 Z18, K6, Z23
	VMOVDQU8 Z26, K5, Z23
	LEAQ (BX)(BX*1), AX
	LEAQ (AX)(BX*4), AX // no two of these bits are the same
	ANDNQ R8, AX, AX
	KMOVQ AX, K1
	VPCOMPRESSB.Z Z23, K1, Z23
	VMOVDQU64 Z23, (DI)
	VPMOVB2M Z23, K2
	POPCNTQ AX, AX
	KMOVQ K2, BX
	MOVQ AX, size+32(FP)
	MOVQ BX, high+40(FP)
	RET

// func markQueryVBMI2(s string) (marks queryMarks)
//
// A bit for each of at most 64 bytes; escapes are percent and plus signs.
TEXT ·markQueryVBMI2(SB), NOSPLIT, $0-40
	MOVQ s_base+0(FP), SI
	MOVQ s_len+8(FP), CX
	MOVQ  $-1, AX
	BZHIQ CX, AX, AX
	KMOVQ AX, K1
	VMOVDQU8.Z (SI), K1, Z16
	VPBROADCASTB marks<>+0(SB), Z17
	VPBROADCASTB marks<>+1(SB), Z18
	VPBROADCASTB marks<>+2(SB), Z19
	VPBROADCASTB marks<>+3(SB), Z20
	VPCMPEQB Z17, Z16, K1
	VPCMPEQB Z18, Z16, K2
	VPCMPEQB Z19, Z16, K3
	VPCMPEQB Z20, Z16, K4
	KORQ  K3, K4, K4
	KMOVQ K1, marks_ends+16(FP)
	KMOVQ K2, marks_equals+24(FP)
	KMOVQ K4, marks_escapes+32(FP)
	RET

DATA marks<>+0(SB)/4, $"&=%+"
GLOBL marks<>(SB), RODATA|NOPTR, $4
