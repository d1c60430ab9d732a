<?php
/**
 * The page with all held posts.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * Tools, Held posts: why each is held, where its words are, and an override for those who may.
 */
final class Held_Page {
	const SLUG   = 'neutral-gate-held';
	const ACTION = 'neutral_gate_override';
	const SEEN   = 'neutral_gate_seen';
	const SHOWN  = 50;

	/**
	 * The plugin.
	 *
	 * @var Plugin
	 */
	private $plugin;

	/**
	 * A page.
	 *
	 * @param Plugin $plugin The plugin.
	 */
	public function __construct( Plugin $plugin ) {
		$this->plugin = $plugin;
	}

	/**
	 * Hooks.
	 */
	public function boot() {
		add_action( 'admin_menu', array( $this, 'menu' ) );
		add_action( 'admin_post_' . self::ACTION, array( $this, 'override' ) );
		add_action( 'admin_post_' . self::SEEN, array( $this, 'seen' ) );
	}

	/**
	 * Adds the page.
	 */
	public function menu() {
		add_management_page( __( 'Held posts', 'neutral-gate' ), __( 'Held posts', 'neutral-gate' ), 'edit_posts', self::SLUG, array( $this, 'show' ) );
	}

	/**
	 * What happened, in words.
	 *
	 * @param string $how As Holds has it.
	 */
	public static function label( $how ) {
		$labels = array(
			'refused'   => __( 'Held: not published', 'neutral-gate' ),
			'live'      => __( 'The old text is live, the new one is held', 'neutral-gate' ),
			'scheduled' => __( 'Held when its time came', 'neutral-gate' ),
			'waiting'   => __( 'Waits for the service', 'neutral-gate' ),
			'backstop'  => __( 'Taken back', 'neutral-gate' ),
			'sweep'     => __( 'Found in a sweep', 'neutral-gate' ),
			'meta'      => __( 'A picture or field was refused', 'neutral-gate' ),
		);
		return isset( $labels[ $how ] ) ? $labels[ $how ] : __( 'Held', 'neutral-gate' );
	}

	/**
	 * Shows the page.
	 */
	public function show() {
		$query = new \WP_Query(
			array(
				'post_type'      => array_merge( Types::guarded(), array( 'attachment' ) ),
				'post_status'    => 'any',
				'meta_key'       => Holds::META, // phpcs:ignore WordPress.DB.SlowDBQuery -- one page of the admin.
				'posts_per_page' => self::SHOWN,
				'orderby'        => 'modified',
			)
		);
		$posts = array_filter(
			$query->posts,
			static function ( $post ) {
				return current_user_can( 'edit_post', $post->ID );
			}
		);
		echo '<div class="wrap"><h1>' . esc_html__( 'Held posts', 'neutral-gate' ) . '</h1>';
		if ( ! $posts ) {
			echo '<p>' . esc_html__( 'Nothing is held.', 'neutral-gate' ) . '</p></div>';
			return;
		}
		if ( $query->found_posts > self::SHOWN ) {
			/* translators: 1: how many are shown, 2: how many there are. */
			echo '<p>' . esc_html( sprintf( __( 'The last %1$d of %2$d.', 'neutral-gate' ), self::SHOWN, $query->found_posts ) ) . '</p>';
		}
		echo '<table class="widefat striped"><thead><tr>';
		foreach ( array( __( 'Post', 'neutral-gate' ), __( 'What happened', 'neutral-gate' ), __( 'Why', 'neutral-gate' ) ) as $head ) {
			echo '<th scope="col">' . esc_html( $head ) . '</th>';
		}
		echo '</tr></thead><tbody>';
		foreach ( $posts as $post ) {
			$this->row( $post, $this->plugin->holds->of( $post->ID ) );
		}
		echo '</tbody></table></div>';
	}

	/**
	 * Shows one held post.
	 *
	 * @param \WP_Post $post The post.
	 * @param array    $hold Why it is held.
	 */
	private function row( \WP_Post $post, array $hold ) {
		$title = '' !== $post->post_title ? $post->post_title : __( '(no title)', 'neutral-gate' );
		echo '<tr><td><a href="' . esc_url( (string) get_edit_post_link( $post->ID, 'raw' ) ) . '">' . esc_html( $title ) . '</a><br>';
		echo esc_html( wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), (int) $hold['at'] ) ) . '</td>';
		echo '<td>' . esc_html( self::label( $hold['how'] ) );
		if ( ! empty( $hold['parked'] ) && get_post( $hold['parked'] ) ) {
			printf(
				'<br><a href="%1$s">%2$s</a>',
				esc_url( admin_url( 'revision.php?revision=' . (int) $hold['parked'] ) ),
				esc_html__( 'See the words that were kept', 'neutral-gate' )
			);
		}
		echo '</td><td><p>' . esc_html( $hold['message'] ) . '</p>';
		foreach ( (array) ( $hold['words'] ?? array() ) as $key => $words ) {
			echo '<details><summary>' . esc_html( $key ) . '</summary><pre style="white-space:pre-wrap">' . esc_html( $words ) . '</pre></details>';
		}
		if ( in_array( $hold['how'], array( 'refused', 'scheduled', 'backstop', 'sweep' ), true ) && 'attachment' !== $post->post_type && ! Types::is_out( $post->post_status, $post->post_type ) && $this->plugin->overrides->allowed( $post->ID ) ) {
			$this->form( $post );
		}
		if ( ! empty( $hold['words'] ) ) {
			echo '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '">';
			wp_nonce_field( self::SEEN . $post->ID );
			printf( '<input type="hidden" name="action" value="%1$s"><input type="hidden" name="post_id" value="%2$d">', esc_attr( self::SEEN ), (int) $post->ID );
			submit_button( __( 'I have what I need: take these words out', 'neutral-gate' ), 'secondary', 'submit', true, array( 'id' => 'neutral-gate-seen-' . $post->ID ) );
			echo '</form>';
		}
		echo '</td></tr>';
	}

	/**
	 * The form of an override.
	 *
	 * @param \WP_Post $post The post.
	 */
	private function form( \WP_Post $post ) {
		echo '<details><summary>' . esc_html__( 'Publish all the same', 'neutral-gate' ) . '</summary>';
		echo '<form method="post" action="' . esc_url( admin_url( 'admin-post.php' ) ) . '">';
		wp_nonce_field( self::ACTION . $post->ID );
		printf( '<input type="hidden" name="action" value="%1$s"><input type="hidden" name="post_id" value="%2$d">', esc_attr( self::ACTION ), (int) $post->ID );
		printf( '<p><label>%1$s<br><select name="reason_code" required><option value="">%2$s</option>', esc_html__( 'Kind of reason', 'neutral-gate' ), esc_html__( 'Choose one', 'neutral-gate' ) );
		foreach ( Overrides::reasons() as $code => $meaning ) {
			printf( '<option value="%1$s">%2$s</option>', esc_attr( $code ), esc_html( $meaning ) );
		}
		printf( '</select></label></p><p><label>%s<br><textarea name="reason" rows="3" cols="50" required></textarea></label></p>', esc_html__( 'Reason. Your name and your reason are kept.', 'neutral-gate' ) );
		submit_button( __( 'Override the gate and publish', 'neutral-gate' ), 'secondary', 'submit', true, array( 'id' => 'neutral-gate-' . $post->ID ) );
		echo '</form></details>';
	}

	/**
	 * Takes out words that somebody has seen.
	 */
	public function seen() {
		$post_id = isset( $_POST['post_id'] ) ? absint( $_POST['post_id'] ) : 0;
		check_admin_referer( self::SEEN . $post_id );
		if ( ! current_user_can( 'edit_post', $post_id ) ) {
			wp_die( esc_html__( 'You may not do this.', 'neutral-gate' ), '', array( 'response' => 403 ) );
		}
		$this->plugin->holds->release( $post_id, true );
		wp_safe_redirect( admin_url( 'tools.php?page=' . self::SLUG ) );
		exit;
	}

	/**
	 * Overrides and publishes.
	 */
	public function override() {
		$post_id = isset( $_POST['post_id'] ) ? absint( $_POST['post_id'] ) : 0;
		check_admin_referer( self::ACTION . $post_id );
		$post = get_post( $post_id );
		if ( ! $post || ! $this->plugin->overrides->allowed( $post_id ) ) {
			wp_die( esc_html__( 'You may not override the gate for this.', 'neutral-gate' ), '', array( 'response' => 403 ) );
		}
		$code    = isset( $_POST['reason_code'] ) ? sanitize_key( $_POST['reason_code'] ) : '';
		$reason  = isset( $_POST['reason'] ) ? sanitize_textarea_field( wp_unslash( $_POST['reason'] ) ) : '';
		$draft   = Draft::of( array_merge( $post->to_array(), array( 'post_date_gmt' => '' ) ) )->cleaned();
		$verdict = $this->plugin->gatekeeper->judge( $draft );
		$token   = $verdict->allowed ? '' : $this->plugin->overrides->give( $draft, $verdict, $code, $reason );
		if ( is_wp_error( $token ) ) {
			$this->plugin->holds->tell( $post_id, $token->get_error_message() );
		} else {
			$this->plugin->overrides->present( $token );
			$this->plugin->gatekeeper->forget();
			wp_update_post(
				array(
					'ID'          => $post_id,
					'post_status' => 'publish',
					'post_date'   => current_time( 'mysql' ),
					'edit_date'   => true,
				)
			);
		}
		wp_safe_redirect( admin_url( 'tools.php?page=' . self::SLUG ) );
		exit;
	}
}
