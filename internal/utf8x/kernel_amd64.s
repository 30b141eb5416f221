//go:build !purego

#include "textflag.h"

// A kernel in AVX-512 with its byte permutations (VBMI). It looks up what each
// byte may be, and does the rest in words with a bit for each byte: where the
// lead bytes demand continuation bytes there must be some, and nowhere else.
// The second byte after E0, ED, F0 and F4, which is limited further (RFC 3629,
// section 4), is looked at where there are such lead bytes.

// What the bytes from 80 up are, as bits:
//	01  a lead byte
//	02  of three or four bytes
//	04  of four bytes
//	08  a continuation byte
//	10  a lead byte that limits the second byte
//	80  never part of UTF-8
DATA classes<>+0x00(SB)/8, $0x0808080808080808
DATA classes<>+0x08(SB)/8, $0x0808080808080808
DATA classes<>+0x10(SB)/8, $0x0808080808080808
DATA classes<>+0x18(SB)/8, $0x0808080808080808
DATA classes<>+0x20(SB)/8, $0x0808080808080808
DATA classes<>+0x28(SB)/8, $0x0808080808080808
DATA classes<>+0x30(SB)/8, $0x0808080808080808
DATA classes<>+0x38(SB)/8, $0x0808080808080808
DATA classes<>+0x40(SB)/8, $0x0101010101018080
DATA classes<>+0x48(SB)/8, $0x0101010101010101
DATA classes<>+0x50(SB)/8, $0x0101010101010101
DATA classes<>+0x58(SB)/8, $0x0101010101010101
DATA classes<>+0x60(SB)/8, $0x0303030303030313
DATA classes<>+0x68(SB)/8, $0x0303130303030303
DATA classes<>+0x70(SB)/8, $0x8080801707070717
DATA classes<>+0x78(SB)/8, $0x8080808080808080
GLOBL classes<>(SB), RODATA|NOPTR, $128

// func validVBMI(p *byte, n int) bool
TEXT ·validVBMI(SB), NOSPLIT, $0-17
	MOVQ p+0(FP), SI
	MOVQ n+8(FP), CX
	VMOVDQU64 classes<>+0(SB), Z0
	VMOVDQU64 classes<>+64(SB), Z1
	MOVL $0x01, AX
	VPBROADCASTB AX, Z2
	VPADDB Z2, Z2, Z3 // 02
	VPADDB Z3, Z3, Z4 // 04
	VPADDB Z4, Z4, Z5 // 08
	VPADDB Z5, Z5, Z6 // 10
	XORL R13, R13     // the continuation bytes that the last block demands here
	MOVQ $-1, R9

block:
	CMPQ CX, $64
	JLT  rest
	VMOVDQU64 (SI), Z7

look:
	VPMOVB2M Z7, K1
	KORTESTQ K1, K1
	JZ    ascii
	VMOVDQA64 Z7, Z8
	VPERMI2B.Z Z1, Z0, K1, Z8
	VPTESTMB Z8, Z2, K2
	VPTESTMB Z8, Z3, K3
	VPTESTMB Z8, Z4, K4
	VPTESTMB Z8, Z5, K5
	VPTESTMB Z8, Z6, K6
	VPMOVB2M Z8, K7
	KMOVQ K2, AX
	KMOVQ K3, BX
	KMOVQ K4, DX
	KMOVQ K5, R8
	LEAQ (AX)(AX*1), R10
	LEAQ (BX*4), R11
	LEAQ (DX*8), R12
	ORQ  R11, R10
	ORQ  R12, R10
	ORQ  R13, R10
	SHRQ $63, AX
	SHRQ $62, BX
	SHRQ $61, DX
	ORQ  AX, BX
	ORQ  BX, DX
	MOVQ DX, R13
	CMPQ R10, R8
	JNE  invalid
	KORTESTQ K7, K7
	JNZ  invalid
	KORTESTQ K6, K6
	JNZ  limited

next:
	ADDQ $64, SI
	SUBQ $64, CX
	JMP  block

ascii:
	TESTQ R13, R13
	JZ    next

invalid:
	MOVB $0, ret+16(FP)
	VZEROUPPER
	RET

rest:
	TESTQ CX, CX
	JLE   done
	BZHIQ CX, R9, AX
	KMOVQ AX, K1
	VMOVDQU8.Z (SI), K1, Z7 // the bytes behind the end count as ASCII
	JMP   look

done:
	TESTQ R13, R13
	JNZ   invalid
	MOVB  $1, ret+16(FP)
	VZEROUPPER
	RET

limited: // Z9 is the next byte of each
	LEAQ -1(CX), AX
	MOVQ $64, BX
	CMPQ AX, BX
	CMOVQGT BX, AX
	BZHIQ AX, R9, AX
	KMOVQ AX, K1
	VMOVDQU8.Z 1(SI), K1, Z9
	MOVL $0xa0, AX
	VPBROADCASTB AX, Z10
	MOVL $0x90, AX
	VPBROADCASTB AX, Z11
	MOVL $0xe0, AX
	VPBROADCASTB AX, Z12
	VPCMPEQB Z12, Z7, K1
	VPCMPUB $1, Z10, Z9, K1, K2 // E0: from A0
	MOVL $0xed, AX
	VPBROADCASTB AX, Z12
	VPCMPEQB Z12, Z7, K1
	VPCMPUB $5, Z10, Z9, K1, K3 // ED: below A0
	MOVL $0xf0, AX
	VPBROADCASTB AX, Z12
	VPCMPEQB Z12, Z7, K1
	VPCMPUB $1, Z11, Z9, K1, K4 // F0: from 90
	MOVL $0xf4, AX
	VPBROADCASTB AX, Z12
	VPCMPEQB Z12, Z7, K1
	VPCMPUB $5, Z11, Z9, K1, K5 // F4: below 90
	KORQ K2, K3, K3
	KORQ K4, K5, K5
	KORTESTQ K3, K5
	JNZ  invalid
	JMP  next
