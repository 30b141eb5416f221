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

// In each of two lanes of 32 bits, of which the first byte is a character, the
// second byte starts at its bit 4, the third at its bit 0.
DATA nibbles<>+0x00(SB)/8, $0x0020240000000400
GLOBL nibbles<>(SB), RODATA|NOPTR, $8

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
	VMOVDQU64 (AX), Z0
	VMOVDQU64 64(AX), Z1
	VPXORQ Z2, Z2, Z2 // all bytes together
	XORL  BX, BX      // how many are escaped

blocks:
	CMPQ CX, $64
	JLT  rest
	VMOVDQU64 (SI), Z3
	VMOVDQA64 Z3, Z4
	VPERMI2B Z1, Z0, Z4
	VPORQ Z3, Z4, Z4
	VPORQ Z3, Z2, Z2
	VPMOVB2M Z4, K1
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
	VMOVDQU8.Z (SI), K2, Z3
	VMOVDQA64 Z3, Z4
	VPERMI2B Z1, Z0, Z4
	VPORQ Z3, Z4, Z4
	VPORQ Z3, Z2, Z2
	VPMOVB2M Z4, K1
	VPMOVB2M Z2, K2
	KMOVQ K1, DX
	ANDQ  R8, DX
	POPCNTQ DX, DX
	ADDQ DX, BX
	KMOVQ K2, R9
	MOVQ BX, escaped+24(FP)
	MOVQ R9, high+32(FP)
	VZEROUPPER
	RET

// func escapeVBMI2(dst, src *byte, n int, kept *[128]byte) (size int)
//
// A step takes 16 characters, spreads them to lanes of four bytes, makes each
// lane what its character becomes, and closes the gaps.
TEXT ·escapeVBMI2(SB), NOSPLIT, $0-40
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ n+16(FP), CX
	MOVQ kept+24(FP), AX
	VMOVDQU64 (AX), Z0
	VMOVDQU64 64(AX), Z1
	VMOVDQU64 digits<>(SB), Z2
	VPBROADCASTQ nibbles<>(SB), Z3
	MOVL $0x80, AX
	VPBROADCASTD AX, Z4
	MOVL $0x25, AX
	VPBROADCASTD AX, Z5 // a percent sign, then the two digits
	MOVQ  $0x6666666666666666, AX
	KMOVQ AX, K7
	MOVQ $0x1111111111111111, R8
	MOVQ $-1, R9

step:
	TESTQ CX, CX
	JLE   done
	MOVQ  $16, DX
	CMPQ  CX, DX
	CMOVQLT CX, DX // characters of this step
	BZHIQ DX, R9, AX
	KMOVW AX, K1
	VPMOVZXBD.Z (SI), K1, Z6
	VMOVDQA64 Z6, Z7
	VPERMI2B Z1, Z0, Z7
	VPORQ Z6, Z7, Z8
	VPTESTMD Z8, Z4, K1, K2 // the lanes to escape
	KMOVW K2, BX
	VPMULTISHIFTQB Z6, Z3, Z6
	VPERMB Z2, Z6, K7, Z5
	VMOVDQA32 Z5, K2, Z7
	LEAQ  (DX*4), AX
	BZHIQ AX, R8, R10 // the first byte of each lane,
	PDEPQ R8, BX, R11
	LEAQ  (R11)(R11*2), R11
	LEAQ  (R10)(R11*2), R10 // and the next two of those
	KMOVQ R10, K3
	VPCOMPRESSB.Z Z7, K3, Z7
	POPCNTQ BX, BX
	LEAQ  (DX)(BX*2), BX
	BZHIQ BX, R9, AX
	KMOVQ AX, K4
	VMOVDQU8 Z7, K4, (DI)
	ADDQ BX, DI
	ADDQ DX, SI
	SUBQ DX, CX
	JMP  step

done:
	SUBQ dst+0(FP), DI
	MOVQ DI, size+32(FP)
	VZEROUPPER
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
	VMOVDQU64 values<>+0(SB), Z0
	VMOVDQU64 values<>+64(SB), Z1
	VPBROADCASTB AX, Z2
	MOVL $0x2b, AX
	VPBROADCASTB AX, Z3
	MOVL $0x25, AX
	VPBROADCASTB AX, Z4
	MOVL $0xf0, AX
	VPBROADCASTB AX, Z5
	VPXORQ Z6, Z6, Z6 // all bytes of the result together
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
	VMOVDQU8.Z (SI), K1, Z7
	VPCMPEQB Z4, Z7, K4
	KMOVQ K4, BX
	TESTQ BX, BX
	JZ    write // no percent sign
	VMOVDQU8.Z 1(SI), K2, Z8
	VMOVDQU8.Z 2(SI), K3, Z9
	VMOVDQA64 Z8, Z10
	VPERMI2B Z1, Z0, Z10
	VMOVDQA64 Z9, Z11
	VPERMI2B Z1, Z0, Z11
	VPORQ Z10, Z8, Z8
	VPTERNLOGQ $0xfe, Z11, Z9, Z8 // any upper bit: one isn't a digit
	VPMOVB2M Z8, K5
	KANDNQ K4, K5, K5
	KMOVQ K5, BX                  // where escapes begin
	VPSLLW $4, Z10, Z10
	VPTERNLOGQ $0xea, Z11, Z5, Z10
	VPCMPEQB Z3, Z7, K6
	VMOVDQU8 Z2, K6, Z7
	VMOVDQU8 Z10, K5, Z7
	JMP take

write:
	VPCMPEQB Z3, Z7, K6
	VMOVDQU8 Z2, K6, Z7

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
	VPCOMPRESSB.Z Z7, K1, Z7
	VPORQ Z7, Z6, Z6
	POPCNTQ AX, AX
	ADDQ AX, R12
	TESTQ DI, DI
	JZ    next
	BZHIQ AX, R9, R10
	KMOVQ R10, K2
	VMOVDQU8 Z7, K2, (DI)
	ADDQ AX, DI

next:
	ADDQ DX, SI
	SUBQ DX, CX
	JMP  block

done:
	VPMOVB2M Z6, K1
	KMOVQ K1, AX
	MOVQ R12, size+32(FP)
	MOVQ AX, high+40(FP)
	VZEROUPPER
	RET

// func unescapeShortVBMI2(dst *[64]byte, src *byte, n int, blank uint64) (size int, high uint64)
//
// unescapeVBMI2 for at most 64 bytes, as most texts have.
TEXT ·unescapeShortVBMI2(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DI
	MOVQ src+8(FP), SI
	MOVQ n+16(FP), CX
	VMOVDQU64 values<>+0(SB), Z0
	VMOVDQU64 values<>+64(SB), Z1
	MOVQ  $-1, R8
	BZHIQ CX, R8, R8 // the bytes,
	KMOVQ R8, K1
	KSHIFTRQ $1, K1, K2 // those that have a next one,
	KSHIFTRQ $2, K1, K3 // and a second next one
	VMOVDQU8.Z (SI), K1, Z7
	VMOVDQU8.Z 1(SI), K2, Z8
	VMOVDQU8.Z 2(SI), K3, Z9
	MOVL $0x25, AX
	VPBROADCASTB AX, Z4
	MOVL $0xf0, AX
	VPBROADCASTB AX, Z5
	MOVQ blank+24(FP), AX
	VPBROADCASTB AX, Z2
	MOVL $0x2b, AX
	VPBROADCASTB AX, Z3
	VMOVDQA64 Z8, Z10
	VPERMI2B Z1, Z0, Z10
	VMOVDQA64 Z9, Z11
	VPERMI2B Z1, Z0, Z11
	VPCMPEQB Z4, Z7, K4
	VPCMPEQB Z3, Z7, K6
	VPORQ Z10, Z8, Z8
	VPTERNLOGQ $0xfe, Z11, Z9, Z8
	VPMOVB2M Z8, K5
	KANDNQ K4, K5, K5 // where escapes begin
	KMOVQ K5, BX
	VPSLLW $4, Z10, Z10
	VPTERNLOGQ $0xea, Z11, Z5, Z10
	VMOVDQU8 Z2, K6, Z7
	VMOVDQU8 Z10, K5, Z7
	LEAQ (BX)(BX*1), AX
	LEAQ (AX)(BX*4), AX // no two of these bits are the same
	ANDNQ R8, AX, AX
	KMOVQ AX, K1
	VPCOMPRESSB.Z Z7, K1, Z7
	VMOVDQU64 Z7, (DI)
	VPMOVB2M Z7, K2
	POPCNTQ AX, AX
	KMOVQ K2, BX
	MOVQ AX, size+32(FP)
	MOVQ BX, high+40(FP)
	VZEROUPPER
	RET

// func markQueryVBMI2(src *byte, n int) (ends, equals, escapes uint64)
//
// A bit for each of at most 64 bytes; escapes are percent and plus signs.
TEXT ·markQueryVBMI2(SB), NOSPLIT, $0-40
	MOVQ src+0(FP), SI
	MOVQ n+8(FP), CX
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
	KMOVQ K1, ends+16(FP)
	KMOVQ K2, equals+24(FP)
	KMOVQ K4, escapes+32(FP)
	RET

DATA marks<>+0(SB)/4, $"&=%+"
GLOBL marks<>(SB), RODATA|NOPTR, $4
