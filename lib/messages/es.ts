import { en, type Messages } from "./en";

const sameAccount = "Use la misma cuenta que en el espacio de trabajo.";
const noSignOut =
  "No se pudo contactar con el servicio de inicio de sesión, o no permite cerrar la sesión. Es posible que allí siga abierta.";

/** Every text that an agent reads, in Spanish. */
export const es: Messages = {
  language: "es",
  direction: "ltr",
  // A name is not translated.
  appName: en.appName,

  connection: {
    connecting: "Conectando con el espacio de trabajo…",
    standalone: {
      title: "Esta aplicación funciona dentro del espacio de trabajo de Amazon Connect",
      text: "Ábrala desde el menú de aplicaciones de su espacio de trabajo. Por sí sola no tiene nada que mostrar.",
      developing:
        "Para desarrolladores: «npm run dev» inicia un espacio de trabajo simulado y muestra su dirección.",
    },
    destroyed: {
      title: "Esta aplicación se ha cerrado",
      text: "Puede abrirla de nuevo desde el menú de aplicaciones.",
    },
    failed: {
      title: "Sin conexión",
      "connect-timeout":
        "El espacio de trabajo no respondió a tiempo. Inténtelo de nuevo. Si no funciona, cierre esta aplicación y vuelva a abrirla.",
      "connect-late": "El espacio de trabajo respondió demasiado tarde. Inténtelo de nuevo.",
      "workspace-unhealthy":
        "El espacio de trabajo ha dejado de responder. Si no se recupera, vuelva a cargar esta aplicación.",
      "opaque-origin":
        "Esta aplicación no puede mantener su sesión abierta. Pida a su administrador que añada allow-same-origin al sandbox del registro de la aplicación y vuelva a abrirla.",
      other:
        "Falló la conexión con el espacio de trabajo. Si no se recupera, cierre esta aplicación y vuelva a abrirla.",
    },
    tryAgain: "Reintentar",
    reload: "Volver a cargar",
  },

  signIn: {
    signingIn: "Iniciando sesión…",
    signedOut: {
      titles: {
        none: "Inicie sesión para continuar",
        "signed-out": "Ha cerrado la sesión",
        "other-agent": "Inicie sesión para continuar",
        leaving: "Ha cerrado la sesión en esta aplicación",
        everywhere: "Ha cerrado la sesión",
        "not-offered": "Ha cerrado la sesión en esta aplicación",
      },
      texts: {
        none: sameAccount,
        "signed-out": sameAccount,
        "other-agent":
          "Aquí había iniciado sesión otro agente. Inicie sesión con su propia cuenta.",
        leaving:
          "Termine en la ventana que se abrió. Es posible que su sesión siga abierta en el servicio de inicio de sesión.",
        everywhere: "También ha cerrado la sesión en el servicio de inicio de sesión.",
        "not-offered": noSignOut,
      },
      open: "Iniciar sesión",
    },
    elsewhere: {
      title: "El inicio de sesión está abierto en otra pestaña",
      text: "Esta página continúa cuando termine allí.",
      open: "Iniciar sesión aquí",
    },
    failed: { title: "No ha iniciado sesión", open: "Reintentar" },
    noWindow: (token) =>
      `Esta aplicación no puede abrir la ventana de inicio de sesión. Pida a su administrador que añada ${token} al sandbox del registro de la aplicación y vuelva a abrirla.`,
    window: {
      title: "Continúe en la ventana de inicio de sesión",
      text: "Inicie sesión en la ventana que se abrió. Esta página continúa cuando termine allí.",
      stuck: "¿Ha iniciado sesión, pero esta página no continúa?",
      finish: "Terminar el inicio de sesión",
      missing: "¿No ve la ventana?",
      again: "Abrirla de nuevo",
      sandboxHint: (token) =>
        `Si la ventana muestra un error o se cierra enseguida, pida a su administrador que añada ${token} al sandbox del registro de la aplicación.`,
    },
    blocked: {
      title: "Abra la página de inicio de sesión",
      text: "Si no se abrió ninguna ventana, use este enlace. Esta página continúa cuando termine allí.",
      link: "Abrir la página de inicio de sesión",
      cutOff:
        "¿Ha iniciado sesión, pero esta página no continúa? Este navegador bloquea las cookies de terceros y el espacio de trabajo aísla la ventana de inicio de sesión. Pida a su administrador que permita las cookies de esta aplicación.",
    },
    ended: {
      text: "Su sesión ha terminado. No se ha perdido nada de lo que escribió.",
      elsewhere: "El inicio de sesión está abierto en otra pestaña.",
      reconnect: "Volver a conectar",
    },
    unavailable: { title: "La aplicación no puede comprobar su inicio de sesión" },
    signOut: "Cerrar sesión en esta aplicación",
    signOutEverywhere: "Cerrar sesión en todas partes",
    failures: {
      "not-allowed": "Su cuenta no tiene acceso a esta aplicación. Pida acceso a su supervisor.",
      "login-required":
        "No ha iniciado sesión en el servicio de su organización. Inténtelo de nuevo.",
      cancelled:
        "El inicio de sesión se canceló o se rechazó. Inténtelo de nuevo o consulte a su administrador.",
      "identity-provider":
        "No se pudo contactar con el servicio de inicio de sesión, o rechazó esta aplicación. Inténtelo de nuevo en un momento.",
      "attempt-expired":
        "El inicio de sesión tardó demasiado o se empezó de nuevo en otro lugar. Inténtelo de nuevo.",
      "code-expired": "El inicio de sesión tardó demasiado. Inténtelo de nuevo.",
      "cookie-blocked":
        "Este navegador bloqueó la cookie de la aplicación. Pida a su administrador que la permita.",
      "too-many-groups":
        "Su cuenta pertenece a demasiados grupos y esta aplicación no puede determinar su acceso. Avise a su administrador.",
      "session-store-down":
        "El servidor de la aplicación tiene un problema. No se ha perdido nada de lo que escribió. Inténtelo de nuevo en un momento.",
      "desk-mismatch":
        "Ha iniciado sesión con una cuenta distinta de la del espacio de trabajo. Use la misma cuenta o avise a su administrador.",
      "desk-unchecked":
        "Esta aplicación no pudo comprobar de quién es este espacio de trabajo. Inténtelo de nuevo. Si el problema continúa, avise a su administrador.",
      "claims-too-large":
        "Su cuenta tiene demasiados datos para esta aplicación. Avise a su administrador.",
      network:
        "No se pudo contactar con el servidor de la aplicación. Compruebe su conexión e inténtelo de nuevo.",
      failed: "No se pudo iniciar sesión. Inténtelo de nuevo.",
    },
    pages: {
      done: {
        title: "Ha iniciado sesión",
        text: "Cierre esta ventana y vuelva al espacio de trabajo. Si la aplicación no continúa, elija «Terminar el inicio de sesión».",
      },
      signedIn: { title: "Ha iniciado sesión", text: "Puede cerrar esta ventana." },
      resumed: {
        title: "Puede cerrar esta página",
        text: "Ha iniciado sesión en el servicio de su organización, pero este le envió a la página equivocada. Cierre esta página y abra de nuevo el espacio de trabajo.",
      },
      notYet: {
        title: "Aún no ha iniciado sesión",
        text: "Termine primero en la otra ventana e inténtelo de nuevo.",
      },
      signedOut: { title: "Ha cerrado la sesión", text: "Puede cerrar esta ventana." },
      signedOutHere: {
        title: "Ha cerrado la sesión en esta aplicación",
        text: noSignOut,
      },
    },
  },

  desk: {
    running: "En primer plano",
    stopped: "En segundo plano",
    idle: {
      title: "Sin contacto",
      text: "Acepte un contacto y abra esta aplicación para verlo aquí.",
      allContacts: "Acepte un contacto para verlo aquí.",
    },
  },

  request: {
    loading: "Cargando…",
    denied: (permission) =>
      `Esta aplicación no tiene permiso para mostrar esto. Pida a su administrador que añada ${permission} al registro de la aplicación.`,
    failed: "No se pudo cargar desde el espacio de trabajo. Inténtelo de nuevo.",
    tryAgain: "Reintentar",
  },

  contact: {
    title: "Contacto",
    shown: "Contacto mostrado",
    channel: "Canal",
    channels: {
      voice: "voz",
      queue_callback: "devolución de llamada",
      chat: "chat",
      task: "tarea",
      email: "correo electrónico",
    },
    state: "Estado",
    states: {
      connected: "Conectado",
      acw: "Trabajo posterior al contacto",
      missed: "Perdido",
      cleared: "Cerrado",
    },
    attributes: "Atributos",
  },

  // #region example
  customer: {
    title: "Cliente",
    id: "Número de cliente",
    since: "Cliente desde",
    email: "Correo electrónico",
    phone: "Teléfono",
    none: "Desconocido",
    loading: "Cargando el cliente…",
    anonymous: "Este contacto no tiene número de cliente.",
    unknown: (id) => `No hay ningún cliente con el número ${id}.`,
    offline: "No tiene conexión. El cliente se carga cuando la recupere.",
    sessionEnded: "Inicie sesión de nuevo para cargar el cliente.",
    failed: "No se pudo cargar el cliente. Inténtelo de nuevo.",
  },
  note: {
    title: "Notas",
    label: "Notas sobre este contacto",
    loading: "Cargando…",
    saving: "Guardando…",
    saved: "Guardado",
    unavailable: "No se pudo cargar la nota guardada. Inténtelo de nuevo.",
    locked: "No se pudo abrir el texto sin guardar de esta pestaña. Inténtelo de nuevo.",
    failed: "Aún no se ha guardado. Su texto se conserva en esta pestaña.",
    conflict: "Otra persona cambió esta nota. Su versión:",
    empty: "(vacía)",
    keepMine: "Conservar la mía",
    takeTheirs: "Usar la suya",
  },
  // #endregion example

  error: {
    title: "Se ha producido un error",
    text: "Su contacto no se ve afectado. Inténtelo de nuevo. Si vuelve a ocurrir, informe a su supervisor.",
    action: "Reintentar",
  },
  outdated: {
    title: "Hay una nueva versión de esta aplicación",
    text: "Vuelva a cargarla para continuar.",
    action: "Volver a cargar",
  },
  fatal: {
    title: "Esta aplicación ha dejado de funcionar",
    text: "Ábrala de nuevo desde el menú de aplicaciones. Si vuelve a ocurrir, informe a su supervisor.",
  },
  roleMissing: "Su cuenta no puede hacer esto. Pida acceso a su supervisor.",
  notFound: {
    title: "Página no encontrada",
    text: "Cierre esta aplicación y ábrala de nuevo desde el menú de aplicaciones.",
  },
};
