package b64

import _ "github.com/gobatteries/batteries/internal/live"
